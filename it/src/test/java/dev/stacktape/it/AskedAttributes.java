package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.name.Target;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.PropertyType;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;

/**
 * Everything that {@code Ref} and {@code Fn::GetAtt} may ask of the resources of a stack, asked by
 * outputs in place of the stack's own.
 */
final class AskedAttributes {
  /** As many outputs as a template may have. */
  private static final int AT_ONCE = 200;

  private final AwsClients aws;
  private final Target target;
  private final Template template;

  private AskedAttributes(AwsClients aws, Target target, Template template) {
    this.aws = aws;
    this.target = target;
    this.template = template;
  }

  static AskedAttributes of(Session session) {
    Target target = session.describe().target();
    String text =
        session
            .clients
            .cloudFormation()
            .getTemplate(get -> get.stackName(target.stackName()))
            .templateBody();
    return new AskedAttributes(
        session.clients, target, TemplateText.parse(text, "the deployed template"));
  }

  /** Asks, and takes nothing but a text for an answer. */
  void requireAnswers() {
    Map<String, String> questions = new TreeMap<>();
    List<Map.Entry<String, Object>> outputs = new ArrayList<>();
    template
        .resources()
        .forEach(
            (id, resource) -> {
              ask(id, resource.type(), Fn.ref(id), questions, outputs);
              for (String attribute : attributes(resource)) {
                ask(
                    id,
                    resource.type() + "." + attribute,
                    Fn.sub("${" + id + "." + attribute + "}"),
                    questions,
                    outputs);
              }
            });
    for (int from = 0; from < outputs.size(); from += AT_ONCE) {
      answers(outputs.subList(from, Math.min(from + AT_ONCE, outputs.size())))
          .forEach((key, value) -> assertThat(value).as(questions.get(key)).isNotBlank());
    }
  }

  private static void ask(
      String id,
      String what,
      Map<String, Object> value,
      Map<String, String> questions,
      List<Map.Entry<String, Object>> outputs) {
    String key = "Asked" + outputs.size();
    questions.put(key, id + ": " + what);
    outputs.add(Map.entry(key, Map.of("Value", value)));
  }

  /** Those that are a single value, and that AWS has without more being asked for. */
  private static List<String> attributes(CfnResource resource) {
    ResourceSchema schema =
        Objects.requireNonNull(ResourceSchemas.bundled().find(resource.type()), resource.type());
    List<String> names = new ArrayList<>();
    schema
        .attributes()
        .forEach(
            (name, type) -> {
              boolean isThere =
                  !name.startsWith("Metadata")
                      && (!name.equals("StreamArn")
                          || resource.properties().containsKey("StreamSpecification"));
              if (isThere
                  && (type instanceof PropertyType.Text
                      || type instanceof PropertyType.Numeric
                      || type instanceof PropertyType.Flag)) {
                names.add(name);
              }
            });
    return names;
  }

  private Map<String, String> answers(List<Map.Entry<String, Object>> asked) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    asked.forEach(output -> outputs.put(output.getKey(), output.getValue()));
    String key = "asked/" + asked.get(0).getKey() + ".json";
    aws.s3()
        .putObject(
            put -> put.bucket(target.deploymentBucket()).key(key),
            RequestBody.fromString(TemplateText.toCompactJson(template.withOutputs(outputs))));
    Stack before = stack();
    var unused =
        aws.cloudFormation()
            .updateStack(
                update ->
                    update
                        .stackName(target.stackName())
                        .templateURL(
                            "https://%s.s3.%s.amazonaws.com/%s"
                                .formatted(target.deploymentBucket(), target.region(), key))
                        .capabilities(Capability.CAPABILITY_NAMED_IAM)
                        .parameters(
                            before.parameters().stream()
                                .map(p -> p.toBuilder().parameterValue(null).usePreviousValue(true))
                                .map(p -> p.build())
                                .toList())
                        .tags(before.tags()));
    try (CloudFormationWaiter waiter =
        CloudFormationWaiter.builder()
            .client(aws.cloudFormation())
            .overrideConfiguration(
                o ->
                    o.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(20)))
                        .maxAttempts(1000))
            .build()) {
      var done = waiter.waitUntilStackUpdateComplete(wait -> wait.stackName(target.stackName()));
      assertThat(done.matched().response()).isPresent();
    } catch (SdkClientException e) {
      throw new AssertionError(reasons(), e);
    }
    Map<String, String> answers = new TreeMap<>();
    for (Output output : stack().outputs()) {
      answers.put(output.outputKey(), output.outputValue());
    }
    assertThat(answers).hasSameSizeAs(asked);
    return answers;
  }

  private String reasons() {
    return aws
        .cloudFormation()
        .describeStackEvents(describe -> describe.stackName(target.stackName()))
        .stackEvents()
        .stream()
        .map(StackEvent::resourceStatusReason)
        .filter(Objects::nonNull)
        .limit(3)
        .collect(Collectors.joining("; "));
  }

  private Stack stack() {
    return aws.cloudFormation()
        .describeStacks(describe -> describe.stackName(target.stackName()))
        .stacks()
        .get(0);
  }
}

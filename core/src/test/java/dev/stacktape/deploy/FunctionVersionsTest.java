package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

/** Versions of functions that pile up. */
class FunctionVersionsTest {
  private static final Template PUBLISHING =
      TemplateText.parse(
          """
          Resources:
            Save: {Type: AWS::Lambda::Function, Properties: {}}
            SaveVersion1a2b: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Save}}
            Plain: {Type: AWS::Lambda::Function, Properties: {}}
          """);

  private final Versions lambda = new Versions();
  private final List<Event> events = new ArrayList<>();

  private void prune(Template template) {
    new FunctionVersions(new Stack(), lambda, events::add).prune("shop-dev", template);
  }

  @Test
  void theNewestStay() {
    lambda.numbers = IntStream.rangeClosed(1, 13).boxed().toList();

    prune(PUBLISHING);

    assertThat(lambda.deleted).containsExactly("save:3", "save:2", "save:1");
    assertThat(events).containsExactly(new Event.Noted("save: 3 old versions removed, 10 kept."));
  }

  @Test
  void whatAnAliasLeadsToStaysHoweverOldItIs() {
    lambda.numbers = IntStream.rangeClosed(1, 13).boxed().toList();
    lambda.aliases =
        List.of(
            AliasConfiguration.builder()
                .functionVersion("1")
                .routingConfig(
                    AliasRoutingConfiguration.builder()
                        .additionalVersionWeights(Map.of("3", 0.1))
                        .build())
                .build());

    prune(PUBLISHING);

    assertThat(lambda.deleted).containsExactly("save:2");
  }

  @Test
  void whatHasPiledUpGoesOverSeveralDeployments() {
    lambda.numbers = IntStream.rangeClosed(1, 100).boxed().toList();

    prune(PUBLISHING);

    assertThat(lambda.deleted).hasSize(20).startsWith("save:20").endsWith("save:1");
  }

  @Test
  void functionsWithoutVersionsInTheTemplateAreLeftAlone() {
    lambda.numbers = IntStream.rangeClosed(1, 100).boxed().toList();

    prune(TemplateText.parse("Resources: {Plain: {Type: AWS::Lambda::Function, Properties: {}}}"));

    assertThat(lambda.deleted).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void whatAwsRefusesIsAWarning() {
    lambda.numbers = IntStream.rangeClosed(1, 11).boxed().toList();
    lambda.refusal = LambdaException.builder().message("not you").build();

    prune(PUBLISHING);

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Warned.class,
            warned -> assertThat(warned.problem().code()).isEqualTo("VERSIONS_NOT_REMOVED"));
  }

  /** One function with versions. */
  private static final class Versions implements LambdaClient {
    private List<Integer> numbers = List.of();
    private List<AliasConfiguration> aliases = List.of();
    private @Nullable AwsServiceException refusal;
    private final List<String> deleted = new ArrayList<>();

    @Override
    public ListVersionsByFunctionResponse listVersionsByFunction(
        ListVersionsByFunctionRequest request) {
      return ListVersionsByFunctionResponse.builder()
          .versions(
              Stream.concat(Stream.of("$LATEST"), numbers.stream().map(String::valueOf))
                  .map(version -> FunctionConfiguration.builder().version(version).build())
                  .toList())
          .build();
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
      return ListAliasesResponse.builder().aliases(aliases).build();
    }

    @Override
    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
      if (refusal != null) {
        throw refusal;
      }
      deleted.add(request.functionName() + ":" + request.qualifier());
      return DeleteFunctionResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "lambda";
    }

    @Override
    public void close() {}
  }

  /** A stack with two functions. */
  private static final class Stack implements CloudFormationClient {
    @Override
    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
      return ListStackResourcesResponse.builder()
          .stackResourceSummaries(resource("Save", "save"), resource("Plain", "plain"))
          .build();
    }

    private static StackResourceSummary resource(String id, String physicalId) {
      return StackResourceSummary.builder()
          .logicalResourceId(id)
          .physicalResourceId(physicalId)
          .resourceStatus("CREATE_COMPLETE")
          .build();
    }

    @Override
    public String serviceName() {
      return "cloudformation";
    }

    @Override
    public void close() {}
  }
}

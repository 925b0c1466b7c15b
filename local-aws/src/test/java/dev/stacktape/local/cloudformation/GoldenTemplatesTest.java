package dev.stacktape.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * What the engine makes of networks and of what lives in them is created here, changes and goes
 * again.
 */
class GoldenTemplatesTest {
  private static final Path ROOT = Path.of("../core/src/test/resources/synth");
  private static final List<String> TYPES =
      List.of("bastion", "efs-filesystem", "redis-cluster", "relational-database");
  private static final String SECRET = "{\"password\":\"a-password-of-some-length\"}";

  private CloudFormationEndpoint aws;

  @BeforeEach
  void start(@TempDir Path state) {
    aws = CloudFormationEndpoint.start(state);
    for (String name : List.of("orders", "reports", "ledger", "sessions", "main", "cache")) {
      aws.service.values("eu-west-1").putSecret(name, SECRET);
    }
    aws.service.values("eu-west-1").putSecret("datadog", "{\"key\":\"a-key\"}");
    aws.service.values("eu-west-1").putSecret("slack", "{\"token\":\"a-token\"}");
    aws.service.values("eu-west-1").putParameter("orders-password", "a-password-of-some-length");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @TestFactory
  Stream<DynamicTest> everyTemplateBecomesAStack() throws IOException {
    List<Path> templates = new ArrayList<>();
    for (String type : TYPES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(type), 2)) {
        files.filter(file -> file.endsWith("template.json")).sorted().forEach(templates::add);
      }
    }
    templates.add(ROOT.resolve("stack/private-data/template.json"));
    assertThat(templates).hasSizeGreaterThan(TYPES.size());
    return templates.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(file.getParent()).toString(),
                    () -> createChangeAndDelete(file)));
  }

  private void createChangeAndDelete(Path file) throws IOException {
    Template template = TemplateText.parse(Files.readString(file));
    String text = TemplateText.toCompactJson(template);
    String name = ROOT.relativize(file.getParent()).toString().replace('/', '-');

    Stack created = aws.create(name, text, r -> r.parameters(parameters(template)));

    assertThat(created.stackStatusAsString())
        .as(() -> name + ": " + aws.failures(name))
        .isEqualTo("CREATE_COMPLETE");
    assertThat(created.outputs())
        .as(name)
        .hasSameSizeAs(template.outputs().keySet())
        .allSatisfy(output -> assertThat(output.outputValue()).isNotBlank());

    String otherTags = text.replace("\"Value\":\"dev\"", "\"Value\":\"prod\"");
    Stack updated = aws.update(name, otherTags, r -> r.parameters(parameters(template)));

    assertThat(updated.stackStatusAsString()).as(name).isEqualTo("UPDATE_COMPLETE");

    aws.client.deleteStack(r -> r.stackName(created.stackId()));

    assertThat(aws.settled(created.stackId()).stackStatusAsString())
        .as(name)
        .isEqualTo("DELETE_COMPLETE");
  }

  private static List<Parameter> parameters(Template template) {
    if (!(template.sections().get("Parameters") instanceof Map<?, ?> declared)) {
      return List.of();
    }
    return declared.keySet().stream()
        .map(
            key ->
                Parameter.builder()
                    .parameterKey(String.valueOf(key))
                    .parameterValue(value(String.valueOf(key)))
                    .build())
        .toList();
  }

  private static String value(String parameter) {
    if (parameter.equals("StpVpcCidr")) {
      return "10.0.0.0/16";
    }
    return (parameter.equals("StpVpc") ? "vpc-" : "subnet-") + "0123456789abcdef0";
  }
}

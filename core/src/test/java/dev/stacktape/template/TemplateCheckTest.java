package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateCheckTest {
  private static final Path CASES = Path.of("src/test/resources/template/problems");

  private final TemplateCheck check = new TemplateCheck();

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Each template below {@code template/problems} gives the text beside it. */
  @ParameterizedTest
  @MethodSource("cases")
  void theMessagesAreThoseOfTheGoldenFile(String file) throws IOException {
    Template template = TemplateText.parse(Files.readString(CASES.resolve(file)));
    String text =
        check.check(template, PlaceFinder.none()).stream()
            .map(TemplateCheckTest::words)
            .collect(Collectors.joining());

    Golden.assertMatches("template/problems/" + file.replace(".yml", ".txt"), text);
  }

  private static String words(Problem problem) {
    String hint = problem.hint() == null ? "" : "    " + problem.hint() + "\n";
    return "%s %s\n  %s\n%s".formatted(problem.severity(), problem.code(), problem.message(), hint);
  }

  @Test
  void aTemplateWithoutFaultHasNoProblems() {
    Template template =
        TemplateText.parse(
            """
            Parameters:
              Size: {Type: Number, Default: 5}
            Mappings:
              Zones: {eu-west-1: {First: a}}
            Conditions:
              Big: !Equals [!Ref Size, "5"]
              Small: !Not [!Condition Big]
            Resources:
              Function:
                Type: AWS::Lambda::Function
                DependsOn: Logs
                Condition: Big
                Properties:
                  Role: !GetAtt Role.Arn
                  Code: {S3Bucket: !Sub "${AWS::StackName}-x", S3Key: k}
                  Timeout: "10"
                  MemorySize: !If [Big, 512, !Ref AWS::NoValue]
                  Description: 7
                  Handler: !Select [0, !Split [",", !Ref Size]]
                  Layers: !Split [",", "a,b"]
                  Tags: [{Key: a, Value: 5}]
                  Environment:
                    Variables: {A: true, B: "{{resolve:ssm:/a}}", C: !ImportValue x}
                  EphemeralStorage: {Size: "{{resolve:ssm:/size}}"}
              Role:
                Type: AWS::IAM::Role
                DeletionPolicy: Retain
                Metadata: {Why: !Ref Size}
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Action: "*", Condition: {Bool: {a: true}}}]
                  Path: !FindInMap [Zones, !Ref AWS::Region, First]
              Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: "14"}}
              Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: u}}
              Custom: {Type: Custom::Any, Properties: {ServiceToken: t, Other: {a: [1]}}}
            Outputs:
              Inner: {Value: !GetAtt Nested.Outputs.Name, Export: {Name: !Sub "${AWS::StackName}-i"}}
              Any: {Value: !GetAtt Custom.What.Ever}
            """);

    assertThat(check.check(template, PlaceFinder.none())).isEmpty();
  }

  @Test
  void problemsPointAtThePlaceThatAskedForTheResource() {
    Template template =
        TemplateText.parse(
            """
            Resources:
              A: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: a, Value: !Ref Nowhere}]}}
              B: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: x}}
            """);
    PlaceFinder places = (id, path) -> Location.of(id + ":" + String.join("/", path));

    assertThat(check.check(template, places))
        .extracting(problem -> problem.location().source())
        .containsExactlyInAnyOrder("A:Tags/0/Value", "B:DelaySeconds");
  }

  @Test
  void nothingIsSaidAboutReferencesThatAMacroMayAdd() {
    Template template =
        TemplateText.parse(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Timeout: 5}}
            Resources:
              Save: {Type: AWS::Serverless::Function, Properties: {Handler: h}}
            Outputs:
              Role: {Value: !GetAtt SaveRole.Arn}
            """);

    assertThat(check.check(template, PlaceFinder.none())).isEmpty();
  }

  @Test
  void theLimitsOnResourcesAreSaidBeforeAwsSaysThem() {
    assertThat(codes(queues(399))).isEmpty();
    assertThat(codes(queues(400))).containsExactly("TEMPLATE_NEAR_RESOURCE_LIMIT");
    assertThat(codes(queues(500))).containsExactly("TEMPLATE_NEAR_RESOURCE_LIMIT");
    assertThat(codes(queues(501))).containsExactly("TEMPLATE_TOO_MANY_RESOURCES");
  }

  @Test
  void theLimitOnSizeIsInBytes() {
    String long1 = "é".repeat(499_000);
    Template small = description("Size", "x".repeat(499_000));
    Template large = description("Size", long1 + long1.substring(0, 2_000));

    assertThat(codes(small)).isEmpty();
    assertThat(codes(large)).containsExactly("TEMPLATE_TOO_LARGE");
  }

  @Test
  void theLimitOnOutputsAndNamesIsKept() {
    Map<String, Object> outputs = new LinkedHashMap<>();
    IntStream.range(0, 201).forEach(i -> outputs.put("O" + i, Map.of("Value", "x")));
    assertThat(codes(queues(1).withOutputs(outputs))).containsExactly("TEMPLATE_TOO_MANY_OUTPUTS");

    CfnResource queue = CfnResource.of("AWS::SQS::Queue", Map.of());
    assertThat(codes(Template.empty().withResources(Map.of("A".repeat(255), queue)))).isEmpty();
    assertThat(codes(Template.empty().withResources(Map.of("A".repeat(256), queue))))
        .containsExactly("TEMPLATE_BAD_LOGICAL_ID");
  }

  private static Template description(String name, String text) {
    return Template.empty()
        .withResources(Map.of(name, CfnResource.of("AWS::SSM::Document", Map.of("Content", text))));
  }

  private static Template queues(int count) {
    Map<String, CfnResource> queues = new LinkedHashMap<>();
    IntStream.range(0, count)
        .forEach(i -> queues.put("Q" + i, CfnResource.of("AWS::SQS::Queue", Map.of())));
    return Template.empty().withResources(queues);
  }

  private List<String> codes(Template template) {
    return check.check(template, PlaceFinder.none()).stream().map(Problem::code).toList();
  }
}

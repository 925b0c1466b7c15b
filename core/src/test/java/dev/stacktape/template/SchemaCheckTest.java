package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.template.SchemaViolation.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {

  private static List<Kind> check(String type, String properties) {
    Template template =
        TemplateText.parse(
            "Resources: {A: {Type: '%s', Properties: %s}}".formatted(type, properties));
    return ResourceSchemas.bundled()
        .find(type)
        .check(template.resources().get("A").properties())
        .stream()
        .map(SchemaViolation::kind)
        .toList();
  }

  private static List<Kind> queue(String properties) {
    return check("AWS::SQS::Queue", properties);
  }

  @Test
  void scalarsAreConvertedAsCloudFormationDoes() {
    assertThat(queue("{DelaySeconds: '5'}")).isEmpty();
    assertThat(queue("{DelaySeconds: 5.0}")).isEmpty();
    assertThat(queue("{FifoQueue: 'true'}")).isEmpty();
    assertThat(queue("{FifoQueue: 'True'}")).isEmpty();
    assertThat(queue("{QueueName: 5}")).isEmpty();
    assertThat(queue("{QueueName: true}")).isEmpty();
  }

  @Test
  void whatCannotBeConvertedIsAWrongType() {
    for (String wrong :
        List.of(
            "{DelaySeconds: ''}",
            "{DelaySeconds: 5s}",
            "{DelaySeconds: 5.5}",
            "{FifoQueue: 1}",
            "{FifoQueue: ''}",
            "{QueueName: {a: b}}",
            "{Tags: {a: b}}",
            "{Tags: [a]}")) {
      assertThat(queue(wrong)).as(wrong).containsExactly(Kind.WRONG_TYPE);
    }
  }

  @Test
  void functionsMayStandAnywhereAsLongAsTheyCanGiveWhatIsWanted() {
    assertThat(queue("{DelaySeconds: !Sub '${AWS::Region}'}")).isEmpty();
    assertThat(queue("{Tags: !If [C, [{Key: a, Value: b}], !Ref AWS::NoValue]}")).isEmpty();
    assertThat(queue("{Tags: !FindInMap [a, b, c]}")).isEmpty();
    assertThat(queue("{Tags: !Join ['', [a]]}")).containsExactly(Kind.WRONG_TYPE);
    assertThat(queue("{DelaySeconds: !Split ['', a]}")).containsExactly(Kind.WRONG_TYPE);
    assertThat(queue("{DelaySeconds: !If [C, soon, 5]}")).containsExactly(Kind.WRONG_TYPE);
    assertThat(queue("{RedrivePolicy: !Sub '{}'}")).isEmpty();
  }

  @Test
  void aMacroCompletesWhatIsMissing() {
    String macro = "{Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3}}}";

    assertThat(check("AWS::Lambda::Function", macro)).isEmpty();
    assertThat(check("AWS::Lambda::Function", "{}"))
        .containsExactly(Kind.MISSING_PROPERTY, Kind.MISSING_PROPERTY);
  }

  @Test
  void aRequiredPropertyThatIsTakenAwayIsMissing() {
    assertThat(check("AWS::Lambda::Function", "{Code: {}, Role: !Ref AWS::NoValue}"))
        .containsExactly(Kind.MISSING_PROPERTY);
  }

  @Test
  void ofSeveralShapesTheFittingOneIsChecked() {
    assertThat(check("AWS::DynamoDB::Table", "{KeySchema: [{AttributeName: a, KeyTipe: HASH}]}"))
        .containsExactly(Kind.UNKNOWN_PROPERTY, Kind.MISSING_PROPERTY);
    assertThat(check("AWS::SNS::TopicPolicy", "{Topics: [a], PolicyDocument: '{}'}")).isEmpty();
    assertThat(check("AWS::SNS::TopicPolicy", "{Topics: [a], PolicyDocument: {a: ~}}"))
        .containsExactly(Kind.WRONG_TYPE);
  }

  @Test
  void aTypeThatContainsItselfIsCheckedAtEveryDepth() {
    String rule =
        "{DefaultAction: {Allow: {}}, Scope: REGIONAL, VisibilityConfig: {SampledRequestsEnabled: true,"
            + " CloudWatchMetricsEnabled: true, MetricName: m}, Rules: [{Name: a, Priority: 1,"
            + " VisibilityConfig: {SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true,"
            + " MetricName: m}, Statement: {NotStatement: {Statement: {NotStatement: {Statement:"
            + " {%s: {CountryCodes: [DE]}}}}}}}]}";

    assertThat(check("AWS::WAFv2::WebACL", rule.formatted("GeoMatchStatement"))).isEmpty();
    assertThat(check("AWS::WAFv2::WebACL", rule.formatted("GeoMatch")))
        .containsExactly(Kind.UNKNOWN_PROPERTY);
  }

  @Test
  void thePathLeadsToTheFault() {
    assertThat(
            ResourceSchemas.bundled()
                .find("AWS::Lambda::Function")
                .check(
                    Map.of(
                        "Role",
                        "r",
                        "Code",
                        Map.of("Zip", "x"),
                        "Tags",
                        List.of(Map.of("Key", List.of())))))
        .extracting(SchemaViolation::path)
        .containsExactlyInAnyOrder("Code.Zip", "Tags.0.Key");
  }
}

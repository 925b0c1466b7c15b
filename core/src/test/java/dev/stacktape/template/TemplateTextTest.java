package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTextTest {

  private static final String HEAD = "Resources:\n  Thing:\n    Type: AWS::S3::Bucket\n";

  private static Object property(String yaml) {
    Template template =
        TemplateText.parse(HEAD + "    Properties:\n      P: " + yaml.replace("\n", "\n      "));
    return template.resources().get("Thing").properties().get("P");
  }

  private static Problem problemOf(String text) {
    try {
      Template template = TemplateText.parse(text, "t.yml");
      throw new AssertionError("was read: " + template);
    } catch (StacktapeException e) {
      assertThat(e.problems()).hasSize(1);
      assertThat(e.problems().get(0).code()).isEqualTo("TEMPLATE_UNREADABLE");
      return e.problems().get(0);
    }
  }

  private static Template sample() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("BucketName", Fn.sub("${AWS::StackName}-files"));
    properties.put("Tags", List.of(Map.of("Key", "on"), Map.of("Key", "012")));
    return new Template(
        "A sample",
        Map.of(
            "Files",
            CfnResource.of("AWS::S3::Bucket", properties).dependsOn("Other").keepingData("Retain")),
        Map.of("Name", Map.of("Value", Fn.ref("Files"))),
        Map.of("Conditions", Map.of("Never", Map.of("Fn::Equals", List.of("a", "b")))));
  }

  @Test
  void jsonIsIndentedAndInTheOrderOfTheDocumentation() {
    assertThat(TemplateText.toJson(sample()))
        .isEqualTo(
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Description": "A sample",
              "Conditions": {
                "Never": {
                  "Fn::Equals": [
                    "a",
                    "b"
                  ]
                }
              },
              "Resources": {
                "Files": {
                  "Type": "AWS::S3::Bucket",
                  "DependsOn": [
                    "Other"
                  ],
                  "DeletionPolicy": "Retain",
                  "UpdateReplacePolicy": "Retain",
                  "Properties": {
                    "BucketName": {
                      "Fn::Sub": "${AWS::StackName}-files"
                    },
                    "Tags": [
                      {
                        "Key": "on"
                      },
                      {
                        "Key": "012"
                      }
                    ]
                  }
                }
              },
              "Outputs": {
                "Name": {
                  "Value": {
                    "Ref": "Files"
                  }
                }
              }
            }
            """);
  }

  @Test
  void yamlQuotesOnlyWhatWouldBeMisread() {
    assertThat(TemplateText.toYaml(sample()))
        .isEqualTo(
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Description: A sample
            Conditions:
              Never:
                Fn::Equals:
                  - a
                  - b
            Resources:
              Files:
                Type: AWS::S3::Bucket
                DependsOn:
                  - Other
                DeletionPolicy: Retain
                UpdateReplacePolicy: Retain
                Properties:
                  BucketName:
                    Fn::Sub: "${AWS::StackName}-files"
                  Tags:
                    - Key: "on"
                    - Key: "012"
            Outputs:
              Name:
                Value:
                  Ref: Files
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "No",
        "y",
        "012",
        "0x1f",
        "1_000",
        "12:30:45",
        "2026-01-01",
        "1e3",
        ".5",
        "~",
        "null",
        "",
        " x",
        "x ",
        "x: y",
        "x #y",
        "- x",
        "!Ref x",
        "&a",
        "*a",
        "{a}",
        "=",
        "<<",
        "a:",
        "%",
        "@a",
        "x\ny",
        "x\n",
        "\n x",
        "tab\there",
        "\u0085",
        "\ufeff",
        "😀",
        "'",
        "\"",
        "a\\b",
        ":a",
        "?",
        "a\r\nb"
      })
  void anyStringComesBackFromYamlAsItWas(String text) {
    Template template =
        Template.empty()
            .withResources(Map.of("A", CfnResource.of("T", Map.of("P", text, text + "k", 1))));

    assertThat(TemplateText.parse(TemplateText.toYaml(template))).isEqualTo(template);
  }

  @Test
  void compactJsonHasNoWhiteSpace() {
    assertThat(TemplateText.toCompactJson(Template.empty()))
        .isEqualTo("{\"AWSTemplateFormatVersion\":\"2010-09-09\",\"Resources\":{}}");
  }

  @Test
  void shortFormsBecomeLongForms() {
    assertThat(property("!Ref Other")).isEqualTo(Map.of("Ref", "Other"));
    assertThat(property("!Condition C")).isEqualTo(Map.of("Condition", "C"));
    assertThat(property("!GetAtt Db.Endpoint.Port"))
        .isEqualTo(Map.of("Fn::GetAtt", List.of("Db", "Endpoint.Port")));
    assertThat(property("!GetAtt [Db, Arn]")).isEqualTo(Map.of("Fn::GetAtt", List.of("Db", "Arn")));
    assertThat(property("!Sub '${A}-b'")).isEqualTo(Map.of("Fn::Sub", "${A}-b"));
    assertThat(property("!Join ['', [a, !Ref B]]"))
        .isEqualTo(Map.of("Fn::Join", List.of("", List.of("a", Map.of("Ref", "B")))));
    assertThat(property("!If\n  - C\n  - 1\n  - !Ref AWS::NoValue"))
        .isEqualTo(Map.of("Fn::If", List.of("C", 1, Map.of("Ref", "AWS::NoValue"))));
    assertThat(property("!Base64\n  Fn::Sub: x"))
        .isEqualTo(Map.of("Fn::Base64", Map.of("Fn::Sub", "x")));
    assertThat(property("!Select [0, !GetAZs '']"))
        .isEqualTo(Map.of("Fn::Select", List.of(0, Map.of("Fn::GetAZs", ""))));
  }

  @Test
  void scalarsAreReadAsYaml11ButAccountIdsStayWhole() {
    assertThat(property("5")).isEqualTo(5);
    assertThat(property("5000000000")).isEqualTo(5_000_000_000L);
    assertThat(property("1.50")).isEqualTo(new BigDecimal("1.50"));
    assertThat(property("yes")).isEqualTo(true);
    assertThat(property("'yes'")).isEqualTo("yes");
    assertThat(property("012345678901")).isEqualTo("012345678901");
    assertThat(property("2026-01-01")).isEqualTo("2026-01-01");
    assertThat(property("!!str 5")).isEqualTo("5");
    assertThat(property("~")).isNull();
  }

  @Test
  void jsonIsRead() {
    Template template =
        TemplateText.parse(
            "{\"Resources\":{\"A\":{\"Type\":\"T\",\"DependsOn\":\"B\",\"Condition\":\"C\"}}}");

    CfnResource resource = template.resources().get("A");
    assertThat(resource.dependsOn()).containsExactly("B");
    assertThat(resource.attributes()).isEqualTo(Map.of("Condition", "C"));
    assertThat(resource.properties()).isEmpty();
  }

  @Test
  void yamlThatBeginsWithABraceIsReadToo() {
    assertThat(TemplateText.parse("{Resources: {A: {Type: T, Properties: {P: !Ref B}}}}"))
        .isEqualTo(
            Template.empty()
                .withResources(Map.of("A", CfnResource.of("T", Map.of("P", Fn.ref("B"))))));
  }

  @Test
  void syntaxErrorsHaveAPlace() {
    assertThat(problemOf("Resources:\n  A: [1\n").location())
        .extracting(Location::source, Location::line)
        .containsExactly("t.yml", 3);
    assertThat(problemOf("{\n \"Resources\": {,}\n}").location())
        .extracting(Location::line)
        .isEqualTo(2);
  }

  @Test
  void whatCloudFormationDoesNotTakeIsSaid() {
    assertThat(problemOf("A: &x [1]\nB: *x\n"))
        .extracting(Problem::message, problem -> problem.location().line())
        .containsExactly("CloudFormation does not take YAML aliases.", 2);
    assertThat(problemOf("<<: {A: 1}").message()).contains("merge keys");
    assertThat(problemOf("A: 1\nA: 2").message()).isEqualTo("The key 'A' is there twice.");
    assertThat(problemOf("{\"A\": 1, \"A\": 2}").message()).contains("Duplicate field 'A'");
    assertThat(problemOf("A: 1\n---\nB: 1").message()).contains("more than one YAML document");
    assertThat(problemOf("A: !GetAt x.y"))
        .extracting(Problem::message, Problem::hint)
        .containsExactly("'!GetAt' is no function of CloudFormation.", "Did you mean '!GetAtt'?");
    assertThat(problemOf("[".repeat(5_000)).message()).contains("nested more than");
  }

  @Test
  void whatIsNoTemplateIsSaid() {
    assertThat(problemOf("").message()).contains("this text is nothing");
    assertThat(problemOf("just words").message()).contains("the text 'just words'");
    assertThat(problemOf("Resources: []").message())
        .isEqualTo("Resources is a list, and a map is wanted.");
    assertThat(problemOf("Resources: {A: {Properties: {}}}").message())
        .isEqualTo("Resource A has no Type.");
    assertThat(problemOf("Resources: {A: {Type: T, DependsOn: [{}]}}").message())
        .isEqualTo("DependsOn of A is a map, and a text is wanted.");
    assertThat(problemOf("AWSTemplateFormatVersion: '2020-01-01'").message())
        .contains("'2020-01-01'; the only version is 2010-09-09");
  }

  @Test
  void aValueThatIsNotJsonIsRefused() {
    Template template =
        Template.empty().withResources(Map.of("A", CfnResource.of("T", Map.of("P", new Object()))));

    assertThatThrownBy(() -> TemplateText.toJson(template))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCharacterOfTwoHalvesMayStandAnywhere() {
    for (int length = 1000; length < 1100; length++) {
      String description = "x".repeat(length) + "\uD83D\uDE00".repeat(1100);
      assertThat(
              TemplateText.parse("Description: " + description + "\nResources: {}\n").description())
          .isEqualTo(description);
    }
  }
}

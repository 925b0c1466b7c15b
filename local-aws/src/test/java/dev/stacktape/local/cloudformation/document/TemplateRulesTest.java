package dev.stacktape.local.cloudformation.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.AwsError;
import dev.stacktape.template.ResourceSchemas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRulesTest {

  private static BoundTemplate read(String text) {
    TemplateDocument document = TemplateReader.read(text);
    new TemplateRules(ResourceSchemas.bundled()).check(document);
    return BoundTemplate.bind(
        document,
        Map.of(),
        new StackIdentity("arn", "s", "eu-west-1", "1", List.of()),
        name -> null);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                                 | Template format error: JSON not well-formed.
          a: [                                                              | Template format error: YAML not well-formed.
          text                                                              | Template format error: unsupported structure.
          {Resources: {}}                                                   | Template format error: At least one Resources member must be defined.
          {Description: x}                                                  | Template format error: At least one Resources member must be defined.
          {Resource: {}, Resources: {A: {Type: 'AWS::SNS::Topic'}}}         | Invalid template property or properties [Resource]
          {Resources: {A: x}}                                               | Any Resources member must be an object.
          {Resources: {A: {}}}                                              | [/Resources/A] Every Resources object must contain a Type member.
          {Resources: {a-b: {Type: 'AWS::SNS::Topic'}}}                     | Resource name a-b is non alphanumeric.
          {Resources: {A: {Type: 'AWS::SNS::Topic', Foo: 1}}}               | Invalid template resource property 'Foo'
          {Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: null}}}} | [/Resources/A/Properties/DisplayName] 'null' values are not allowed in templates
          {Resources: {A: {Type: 'AWS::SNS::Topic', DeletionPolicy: Keep}}} | Unrecognized DeletionPolicy Keep for resource A
          {Resources: {A: {Type: 'AWS::No::Thing'}, B: {Type: 'AWS::No::Other'}}} | Template format error: Unrecognized resource types: [AWS::No::Thing, AWS::No::Other]
          {Resources: {A: {Type: 'AWS::SNS::Topic', DependsOn: B}}}         | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
          {Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !Ref B}}}} | Unresolved resource dependencies [B] in the Resources block
          {Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !Sub '${B}'}}}} | Unresolved resource dependencies [B] in the Resources block
          {Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !GetAtt B.Arn}}}} | Template error: instance of Fn::GetAtt references undefined resource B
          {Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !GetAtt C.No}}, C: {Type: 'AWS::SQS::Queue'}}} | Template error: resource C does not support attribute type No in Fn::GetAtt
          {Resources: {A: {Type: 'AWS::SNS::Topic'}}, Outputs: {O: {Value: !Ref B}}} | Unresolved resource dependencies [B] in the Outputs block of the template
          {Resources: {A: {Type: 'AWS::SNS::Topic'}}, Outputs: {O: {Description: x}}} | Every Outputs member must contain a Value object
          {Resources: {A: {Type: 'AWS::SNS::Topic', Condition: C}}}         | Unresolved condition dependency C
          {Conditions: {C: !Equals [!Ref A, x]}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Cannot reference resources in the Conditions block of the template
          {Conditions: {C: !Not [!Condition D], D: !Not [!Condition C]}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Circular dependencies for conditions
          {Parameters: {P: {Type: String}}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Parameters: [P] must have values
          {Parameters: {P: {Type: String, Default: x, AllowedValues: [y]}}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Parameter 'P' must be one of AllowedValues
          {Parameters: {P: {Type: String, Default: x, AllowedPattern: '[0-9]+', ConstraintDescription: digits}}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Parameter P failed to satisfy constraint: digits
          {Parameters: {P: {Type: String, Default: x, MinLength: 2}}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Parameter 'P' must contain at least 2 characters
          {Parameters: {P: {Type: Number, Default: 9, MaxValue: 5}}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Parameter 'P' must be a number not greater than 5
          {Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}}, Resources: {A: {Type: 'AWS::SNS::Topic'}}} | Unable to fetch parameters [/x] from parameter store for this account.
          {Transform: 'AWS::Serverless-2016-10-31', Resources: {A: {Type: 'AWS::SNS::Topic'}}} | No transform named AWS::Serverless-2016-10-31 found.
          {Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: {'Fn::Length': [1]}}}}} | Encountered unsupported function: Fn::Length
          {Transform: 'AWS::LanguageExtensions', Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {'Fn::ForEach::X': []}}}} | Fn::ForEach is not understood
          """)
  void whatIsNoTemplateIsRefusedInAwssWords(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ValidationError"))
        .hasMessageContaining(message);
  }

  @Test
  void whatAPolicyNamesIsWaitedFor() {
    BoundTemplate template =
        read(
            """
            Resources:
              A:
                Type: AWS::SNS::Topic
                UpdatePolicy: {CodeDeployLambdaAliasUpdate: {BeforeAllowTrafficHook: !Ref B}}
              B: {Type: AWS::SNS::Topic}
            """);
    assertThat(template.dependencies().get("A")).containsExactly("B");
  }

  @Test
  void circlesNameOnlyWhatIsInThem() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    Resources:
                      A: {Type: AWS::SNS::Topic, DependsOn: B}
                      B: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt C.TopicName}}
                      C: {Type: AWS::SNS::Topic, DependsOn: [A, E]}
                      D: {Type: AWS::SNS::Topic, DependsOn: A}
                      E: {Type: AWS::SNS::Topic}
                    """))
        .hasMessage("Circular dependency between resources: [A, B, C]");
  }

  @Test
  void moreThanFiveHundredResourcesAreTooMany() {
    StringBuilder many = new StringBuilder("Resources:\n");
    for (int i = 0; i < 501; i++) {
      many.append("  R").append(i).append(": {Type: AWS::SNS::Topic}\n");
    }
    assertThatThrownBy(() -> read(many.toString()))
        .hasMessage(
            "Template format error: Number of resources, 501, is greater than maximum allowed,"
                + " 500");
  }

  @Test
  void aConditionLeavesOutResourcesAndOutputsAndWhatDependsOnThemGoesOn() {
    BoundTemplate template =
        read(
            """
            Conditions: {Never: !Equals [a, b]}
            Resources:
              A: {Type: AWS::SNS::Topic, Condition: Never}
              B: {Type: AWS::SNS::Topic, DependsOn: A}
            Outputs:
              O: {Condition: Never, Value: !Ref A}
              P: {Value: !Ref B}
            """);
    assertThat(template.resources()).containsOnlyKeys("B");
    assertThat(template.outputs()).containsOnlyKeys("P");
    assertThat(template.dependencies().get("B")).isEmpty();
  }

  @Test
  void aReferenceToWhatAConditionLeavesOutIsUnresolved() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    Conditions: {Never: !Equals [a, b]}
                    Resources:
                      A: {Type: AWS::SNS::Topic, Condition: Never}
                      B: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref A}}
                    """))
        .hasMessageContaining("Unresolved resource dependencies [A] in the Resources block");
  }

  @Test
  void customResourcesAndRulesAreTaken() {
    assertThat(
            read("""
                    Rules: {R: {Assertions: []}}
                    Resources:
                      A:
                        Type: Custom::Thing
                        Properties: {ServiceToken: arn, Anything: goes}
                      B: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt A.Whatever}}
                    """)
                .resources())
        .hasSize(2);
  }
}

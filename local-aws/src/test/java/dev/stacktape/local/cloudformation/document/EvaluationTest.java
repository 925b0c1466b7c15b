package dev.stacktape.local.cloudformation.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::LanguageExtensions
      Parameters:
        Stage: {Type: String, Default: dev}
        Zones: {Type: CommaDelimitedList, Default: 'a, b,c'}
        Count: {Type: Number, Default: 3}
        Password: {Type: String, Default: hunter2, NoEcho: true}
      Mappings:
        Sizes:
          dev: {memory: 512, zones: [x, y]}
      Conditions:
        IsDev: !Equals [!Ref Stage, dev]
        IsProd: !Not [!Condition IsDev]
        Both: !And [!Condition IsDev, !Equals [a, a]]
        Either: !Or [!Condition IsProd, !Condition IsDev]
        Neither: !And [!Condition IsProd, !Condition IsDev]
      Resources:
        Queue:
          Type: AWS::SQS::Queue
        Topic:
          Type: AWS::SNS::Topic
          Properties:
            DisplayName: %s
      """;

  private static final ResourceValues VALUES =
      new ResourceValues() {
        @Override
        public Object ref(String logicalId) {
          return "id-of-" + logicalId;
        }

        @Override
        public Object attribute(String logicalId, String attribute) {
          return logicalId + "/" + attribute;
        }
      };

  private static Evaluation evaluation(BoundTemplate template) {
    return Evaluation.of(template, VALUES, name -> "export-" + name);
  }

  private static BoundTemplate bind(String expression) {
    return BoundTemplate.bind(
        TemplateReader.read(TEMPLATE.formatted(expression)),
        Map.of(),
        new StackIdentity(
            "arn:aws:cloudformation:eu-west-1:1:stack/s/u",
            "s",
            "eu-west-1",
            "123456789012",
            List.of("arn:topic")),
        name -> null);
  }

  private static Object value(String expression) {
    BoundTemplate template = bind(expression);
    Map<String, Object> properties =
        Objects.requireNonNull(template.resources().get("Topic")).properties();
    return evaluation(template).properties(properties).get("DisplayName");
  }

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Queue                                              | id-of-Queue
          !Ref Stage                                              | dev
          !Ref Count                                              | 3
          !Ref Zones                                              | [a, b, c]
          !Ref AWS::Region                                        | eu-west-1
          !Ref AWS::AccountId                                     | 123456789012
          !Ref AWS::StackName                                     | s
          !Ref AWS::Partition                                     | aws
          !Ref AWS::URLSuffix                                     | amazonaws.com
          !Ref AWS::NotificationARNs                              | [arn:topic]
          !Ref AWS::NoValue                                       | null
          !GetAtt Queue.Arn                                       | Queue/Arn
          {'Fn::GetAtt': [Queue, Arn]}                            | Queue/Arn
          !Sub 'a-${Stage}-${Queue}-${Queue.Arn}-${AWS::Region}'  | a-dev-id-of-Queue-Queue/Arn-eu-west-1
          !Sub 'literal ${!Stage}'                                | literal ${Stage}
          !Sub ['${Own}-${Stage}', {Own: !Ref Count}]             | 3-dev
          !Join ['-', [a, !Ref Stage, 5]]                         | a-dev-5
          !Join [',', !Ref Zones]                                 | a,b,c
          !Select [1, !Ref Zones]                                 | b
          !Select ['0', !Split ['/', 'x/y']]                      | x
          !Split [',', 'a,,b']                                    | [a, , b]
          !FindInMap [Sizes, !Ref Stage, memory]                  | 512
          !FindInMap [Sizes, dev, zones]                          | [x, y]
          !FindInMap [Sizes, prod, memory, {DefaultValue: 1}]     | 1
          {'Fn::Base64': !Sub 'x${Stage}'}                        | eGRldg==
          !Cidr ['10.0.0.0/16', 2, 8]                             | [10.0.0.0/24, 10.0.1.0/24]
          !Cidr ['10.0.0.0/24', 3, 5]                             | [10.0.0.0/27, 10.0.0.32/27, 10.0.0.64/27]
          !Cidr ['2001:db8::/56', 1, 64]                          | [2001:db8:0:0:0:0:0:0/64]
          !GetAZs ''                                              | [eu-west-1a, eu-west-1b, eu-west-1c]
          !Select [0, !GetAZs us-east-1]                          | us-east-1a
          !ImportValue vpc                                        | export-vpc
          !ImportValue {'Fn::Sub': '${Stage}-vpc'}                | export-dev-vpc
          !If [IsDev, yes-dev, no]                                | yes-dev
          !If [IsProd, a, !If [Either, b, c]]                     | b
          !If [Neither, a, !Ref AWS::NoValue]                     | null
          !If [Both, [1, !Ref AWS::NoValue, 2], []]               | [1, 2]
          {'Fn::Length': !Ref Zones}                              | 3
          {'Fn::ToJsonString': {a: [1, !Ref Stage]}}              | {"a":[1,"dev"]}
          {a: !Ref AWS::NoValue, b: 1}                            | {b=1}
          !Join ['', ['{{resolve:ssm:/x:1}}']]                    | {{resolve:ssm:/x:1}}
          """)
  void everyFunctionGivesItsValue(String expression, String expected) {
    assertThat(String.valueOf(value(expression))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Select [7, [a]]                 | Fn::Select  cannot select nonexistent value at index 7
          !Select [x, [a]]                 | Fn::Select requires a list argument with two elements
          !FindInMap [Sizes, prod, memory] | Unable to get mapping for Sizes::prod::memory
          !Join [a]                        | every Fn::Join object requires two parameters
          !Split ['', a]                   | every Fn::Split object requires two parameters
          !Cidr ['10.0.0.0/30', 9, 8]      | Fn::Cidr cannot make 9 blocks of 8 bits in 10.0.0.0/30
          !Cidr ['nonsense', 1, 8]         | nonsense is not a valid CIDR block
          !If [IsDev, a]                   | Fn::If requires a list argument with three elements
          !Sub '${a b}'                    | variable names in Fn::Sub syntax must contain only
          !Sub [a]                         | One or more Fn::Sub intrinsic functions don't specify
          !GetAtt Queue                    | every Fn::GetAtt object requires two non-empty parameters
          {'Fn::Base64': [a]}              | every Fn::Base64 object must have a String-typed value
          {'Fn::Length': a}                | Fn::Length requires a list argument
          {'Fn::Nonsense': a}              | Encountered unsupported function: Fn::Nonsense
          """)
  void wrongArgumentsAreRefusedInAwssWords(String expression, String message) {
    assertThatThrownBy(() -> value(expression)).hasMessageContaining(message);
  }

  @Test
  void secretParametersAreMaskedForShowing() {
    BoundTemplate template = bind("!Sub 'pw=${Password}'");
    Map<String, Object> tree = Map.of("V", Map.of("Fn::Sub", "pw=${Password}"));
    assertThat(evaluation(template).properties(tree)).containsEntry("V", "pw=hunter2");
    assertThat(evaluation(template).masked().properties(tree)).containsEntry("V", "pw=****");
  }

  @Test
  void whatIsNotKnownYetMakesUnknownWhatIsMadeOfIt() {
    ResourceValues unknown =
        new ResourceValues() {
          @Override
          public Object ref(String logicalId) {
            return Evaluation.KNOWN_AFTER_APPLY;
          }

          @Override
          public Object attribute(String logicalId, String attribute) {
            return Evaluation.KNOWN_AFTER_APPLY;
          }
        };
    for (String expression :
        List.of(
            "!Select [3, !Split ['/', !Ref Queue]]",
            "!Select [6, !Split [':', !Ref Queue]]",
            "{'Fn::Base64': !Ref Queue}",
            "!Join ['', [a, !Ref Queue]]",
            "!Select [5, !Cidr [!GetAtt Queue.Arn, 2, 8]]")) {
      BoundTemplate template = bind(expression);
      Map<String, Object> properties =
          Objects.requireNonNull(template.resources().get("Topic")).properties();
      assertThat(
              Evaluation.of(template, unknown, name -> name)
                  .properties(properties)
                  .get("DisplayName")
                  .toString())
          .as(expression)
          .contains(Evaluation.KNOWN_AFTER_APPLY);
    }
  }

  @Test
  void dependenciesFollowOnlyTheBranchThatHolds() {
    assertThat(bind("!If [IsProd, !Ref Queue, none]").dependencies().get("Topic")).isEmpty();
    assertThat(bind("!If [IsDev, !Ref Queue, none]").dependencies().get("Topic"))
        .containsExactly("Queue");
    assertThat(bind("!Sub '${Queue.Arn}'").dependencies().get("Topic")).containsExactly("Queue");
  }
}

package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeCheckTest {
  @Test
  void whatTheReferenceOfAttributesHasIsAccepted() {
    assertThat(
            check(
                """
                CreationPolicy: {ResourceSignal: {Count: '3', Timeout: PT15M}, AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 80}}
                UpdatePolicy:
                  AutoScalingReplacingUpdate: {WillReplace: 'true'}
                  AutoScalingRollingUpdate: {MinInstancesInService: 1, MaxBatchSize: !Ref AWS::Region, PauseTime: PT5M, SuspendProcesses: [AlarmNotification]}
                  AutoScalingScheduledAction: {IgnoreUnmodifiedGroupSizeProperties: true}
                  CodeDeployLambdaAliasUpdate: {ApplicationName: !Ref Other, DeploymentGroupName: group}
                DeletionPolicy: RetainExceptOnCreate
                UpdateReplacePolicy: Snapshot
                Metadata: {note: [1, {two: three}]}
                DependsOn: [Other]
                Condition: Wanted
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UpdatePolicy: {AutoScalingRollingUpdates: {}}                 | TEMPLATE_UNKNOWN_PROPERTY
          UpdatePolicy: {AutoScalingRollingUpdate: 7}                   | TEMPLATE_WRONG_TYPE
          UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: few}} | TEMPLATE_WRONG_TYPE
          UpdatePolicy: {CodeDeployLambdaAliasUpdate: {}}               | TEMPLATE_MISSING_PROPERTY
          CreationPolicy: {Signal: {}}                                  | TEMPLATE_UNKNOWN_PROPERTY
          Condition: [Wanted]                                           | TEMPLATE_WRONG_TYPE
          Metadata: text                                                | TEMPLATE_WRONG_TYPE
          DeletionPolicy: 7                                             | TEMPLATE_NOT_ALLOWED_VALUE
          DeletionPolicy: [Retain]                                      | TEMPLATE_WRONG_TYPE
          UpdateReplacePolicy: RetainExceptOnCreate                     | TEMPLATE_NOT_ALLOWED_VALUE
          DeletePolicy: Retain                                          | TEMPLATE_UNKNOWN_RESOURCE_KEY
          """)
  void whatCloudFormationWouldRefuseIsSaid(String attribute, String code) {
    assertThat(check(attribute)).extracting(Problem::code).contains(code);
  }

  @Test
  void theMessageNamesResourceKeyAndWhatWasMeant() {
    assertThat(check("UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSiz: 1}}"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message())
                  .isEqualTo(
                      "In Group: 'MaxBatchSiz' is not a property of"
                          + " 'UpdatePolicy.AutoScalingRollingUpdate' of a resource.");
              assertThat(problem.hint()).isEqualTo("Did you mean 'MaxBatchSize'?");
            });
  }

  private static List<Problem> check(String attributes) {
    Template template =
        TemplateText.parse(
            """
            Conditions: {Wanted: !Equals [a, a]}
            Resources:
              Other: {Type: AWS::SQS::Queue}
              Group:
                Type: AWS::RDS::DBInstance
            """
                + attributes.indent(4));
    return new TemplateCheck().check(template, PlaceFinder.none());
  }
}

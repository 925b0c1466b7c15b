package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeRulesTest {
  private static final DeploymentMode OPEN =
      DeploymentMode.express("the stage `dev` is not protected");
  private static final DeploymentMode PROTECTED =
      DeploymentMode.standard("the stage `production` is protected");

  @Test
  void aStageThatNobodyHasProtectedIsDeployedInExpressMode() {
    assertThat(choose(rules(OPEN, null), queue(), deployed("UPDATE_COMPLETE", false)))
        .isEqualTo(OPEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProtectedStageNeverIs(boolean asked) {
    assertThat(choose(rules(PROTECTED, asked), queue(), deployed("UPDATE_COMPLETE", false)))
        .isEqualTo(PROTECTED);
  }

  @Test
  void itCanBeSwitchedOffAndAskedFor() {
    assertThat(choose(rules(OPEN, false), queue(), DeployedStack.none()))
        .isEqualTo(DeploymentMode.standard("express mode is switched off"));
    assertThat(choose(rules(OPEN, true), queue(), DeployedStack.none()))
        .isEqualTo(DeploymentMode.express("it is asked for"));
  }

  @Test
  void itNeverGoesWithFailuresThatAreKeptOrAlarmsThatWatch() {
    assertThat(choose(new ModeRules(OPEN, true, false, true), queue(), DeployedStack.none()).why())
        .isEqualTo("a failed deployment is to be left as it is");
    assertThat(choose(new ModeRules(OPEN, false, true, true), queue(), DeployedStack.none()).why())
        .isEqualTo("alarms are to watch the deployment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Type: AWS::ECS::Service, Properties: {DeploymentConfiguration: {Strategy: CANARY}}",
        "Type: AWS::ECS::Service, Properties: {DeploymentController: {Type: CODE_DEPLOY}}",
        "Type: AWS::Lambda::Alias, UpdatePolicy: {CodeDeployLambdaAliasUpdate: {}}"
      })
  void whatMovesItsTrafficInStepsIsWaitedForByCloudFormation(String resource) {
    assertThat(choose(rules(OPEN, true), resource, DeployedStack.none()))
        .isEqualTo(DeploymentMode.standard("`api` moves its traffic in steps"));
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::ECS::Service, EXPRESS",
    "AWS::Lambda::Alias, EXPRESS",
    "AWS::RDS::DBInstance, STANDARD",
    "AWS::RDS::DBSubnetGroup, EXPRESS",
    "AWS::CloudFormation::Stack, STANDARD",
    "AWS::DynamoDB::GlobalTable, EXPRESS",
    "AWS::ElastiCache::ReplicationGroup, STANDARD",
    "AWS::CertificateManager::Certificate, STANDARD"
  })
  void whatOnlyCloudFormationCanSeeIsWaitedForByCloudFormation(
      String type, DeploymentMode.Kind kind) {
    DeploymentMode mode =
        choose(rules(OPEN, null), "Type: " + type, deployed("UPDATE_COMPLETE", false));
    assertThat(mode.kind()).isEqualTo(kind);
    if (!mode.isExpress()) {
      assertThat(mode.why())
          .isEqualTo("only CloudFormation can tell when `api` (" + type + ") is ready");
    }
  }

  @Test
  void aServiceThatHasNothingToGoBackToIsWaitedForByCloudFormation() {
    assertThat(choose(rules(OPEN, null), "Type: AWS::ECS::Service", DeployedStack.none()))
        .isEqualTo(
            DeploymentMode.standard("a service that does not start has no version to go back to"));
  }

  @Test
  void whatGoesNeedsNoWaiting() {
    Template wanted = Template.empty();
    Plan plan = plan(change("AWS::RDS::DBInstance", Change.Action.DELETE));
    assertThat(rules(OPEN, null).choose(plan, wanted, DeployedStack.none())).isEqualTo(OPEN);
  }

  @Test
  void afterExpressModeThatFailedThereIsNoOther() {
    assertThat(
            choose(rules(PROTECTED, false), queue(), deployed("UPDATE_FAILED", true)).isExpress())
        .isTrue();
    assertThat(choose(rules(OPEN, false), queue(), deployed("UPDATE_FAILED", false)).isExpress())
        .isFalse();
    assertThat(choose(rules(OPEN, false), queue(), deployed("UPDATE_COMPLETE", true)).isExpress())
        .isFalse();
  }

  @Test
  void whatIsNotExecutedByCloudFormationHasNoMode() {
    Plan nothing =
        new Plan("p", target(), List.of(), List.of(), Plan.Route.NOTHING, List.of(), List.of());
    assertThat(nothing.in(rules(OPEN, null), Template.empty(), DeployedStack.none()).mode())
        .isNull();
  }

  @Test
  void thePlanSaysTheMode() {
    Plan plan =
        plan(change("AWS::SQS::Queue", Change.Action.CREATE))
            .in(rules(OPEN, null), template(queue()), DeployedStack.none());
    assertThat(PlanText.of(plan)).endsWith("\n1 to create; in express mode.\n");
    assertThat(PlanMarkdown.of(plan)).contains("**1 to create; in express mode.**");
    assertThat(PlanJson.write(plan))
        .contains("\"mode\":\"EXPRESS\",\"modeReason\":\"the stage `dev` is not protected\"");
    Plan careful = plan.in(rules(PROTECTED, null), template(queue()), DeployedStack.none());
    assertThat(PlanText.of(careful)).endsWith("\n1 to create.\n");
    assertThat(PlanJson.write(careful)).contains("\"mode\":\"STANDARD\"");
    assertThat(careful.id()).as("a mode changes nothing of what is done").isEqualTo(plan.id());
  }

  private static ModeRules rules(DeploymentMode ofTheStage, @Nullable Boolean express) {
    return new ModeRules(ofTheStage, false, false, express);
  }

  private static String queue() {
    return "Type: AWS::SQS::Queue";
  }

  private static DeploymentMode choose(ModeRules rules, String resource, DeployedStack deployed) {
    Template wanted = template(resource);
    String type = wanted.resources().get("Api").type();
    return rules.choose(plan(change(type, Change.Action.CREATE)), wanted, deployed);
  }

  private static Template template(String resource) {
    return TemplateText.parse("Resources: {Api: {" + resource + "}}", "template.yml");
  }

  private static Change change(String type, Change.Action action) {
    return new Change(
        "Api",
        type,
        action,
        List.of(),
        Change.Data.UNTOUCHED,
        Change.Severity.SAFE,
        new ResourceOrigin("api", null));
  }

  private static Plan plan(Change change) {
    return new Plan(
        "p1", target(), List.of(change), List.of(), Plan.Route.CHANGE_SET, List.of(), List.of());
  }

  private static Target target() {
    return new Target("orders", "dev", "eu-west-1", "123456789012");
  }

  private static DeployedStack deployed(String status, boolean lastInExpressMode) {
    return new DeployedStack(
        "arn:stack",
        status,
        "t1",
        TemplateText.parse("Resources: {Queue: {Type: AWS::SQS::Queue}}", "deployed"),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        Map.of(),
        Map.of(),
        lastInExpressMode);
  }
}

package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.DeploymentMode;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Planner;
import dev.stacktape.plan.Swapping;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.StackScripts;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rung of the ladder is taken, and what is said of it. */
class ExpressModeTest {
  private static final Target TARGET = new Target("orders", "dev", "eu-west-1", "123456789012");
  private static final DeploymentMode OPEN =
      DeploymentMode.express("the stage `dev` is not protected");
  private static final DeploymentMode PROTECTED =
      DeploymentMode.standard("the stage `production` is protected");

  @TempDir Path folder;

  @Test
  void whichRungIsTakenAndWhyIsSaid() {
    assertThat(Way.words(planned(OPEN, Swapping.NOT_ASKED)))
        .isEqualTo("By CloudFormation in express mode, because the stage `dev` is not protected.");
    assertThat(Way.words(planned(PROTECTED, Swapping.NOT_ASKED)))
        .isEqualTo(
            "By CloudFormation in standard mode, because the stage `production` is protected.");
    assertThat(Way.words(planned(OPEN, Swapping.ALL_OR_NOTHING)))
        .isEqualTo(
            "By CloudFormation, because not everything that changed can be hot-swapped; in express"
                + " mode, because the stage `dev` is not protected.");
    assertThat(Way.words(planned(OPEN, Swapping.NOT_ASKED).inExpressMode(false)))
        .isEqualTo("By CloudFormation in standard mode, because express mode is switched off.");
    assertThat(Way.words(planned(OPEN, Swapping.NOT_ASKED).withoutRollback()))
        .isEqualTo(
            "By CloudFormation in standard mode, because a failed deployment is to be left as it"
                + " is.");
  }

  @Test
  void neverExpressModeWithoutRollback() {
    DeploymentSettings express = planned(OPEN, Swapping.NOT_ASKED).executed();
    assertThat(express.mode().isExpress()).isTrue();
    assertThat(express.disableRollback()).isFalse();
    DeploymentSettings kept = planned(OPEN, Swapping.NOT_ASKED).withoutRollback().executed();
    assertThat(kept.mode().isExpress()).isFalse();
    assertThat(kept.disableRollback()).isTrue();
  }

  @Test
  void whatAwsTakesFromAHalfUpdatedStackIsWhatItGets() {
    PlannedDeployment afterExpress = planned(PROTECTED, deployed("UPDATE_FAILED", true));
    assertThat(afterExpress.executed().mode().isExpress()).isTrue();
    assertThat(afterExpress.executed().disableRollback()).isTrue();
    PlannedDeployment afterStandard =
        planned(OPEN, deployed("UPDATE_FAILED", false)).inExpressMode(false);
    assertThat(afterStandard.executed().mode().isExpress()).isFalse();
    assertThat(afterStandard.executed().disableRollback()).isTrue();
  }

  @Test
  void whatIsDemandedAndNotToBeHadIsRefusedWithTheReason() {
    assertThat(refused(() -> planned(PROTECTED, Swapping.NOT_ASKED).inExpressMode(true)).message())
        .isEqualTo("This cannot be deployed in express mode: the stage `production` is protected.");
    assertThat(
            refused(() -> planned(OPEN, Swapping.NOT_ASKED).inExpressMode(true).withoutRollback())
                .message())
        .contains("a failed deployment is to be left as it is");
  }

  @Test
  void aSavedPlanIsCarriedOutInTheModeThatItSays() throws IOException {
    PlannedDeployment express = planned(OPEN, Swapping.NOT_ASKED);
    SavedPlan saved = saved(express.plan());
    assertThat(mode(saved.inItsMode(express, null))).isEqualTo(DeploymentMode.Kind.EXPRESS);
    SavedPlan careful = saved(express.inExpressMode(false).plan());
    assertThat(mode(careful.inItsMode(express, null))).isEqualTo(DeploymentMode.Kind.STANDARD);
    assertThat(mode(careful.inItsMode(express, false))).isEqualTo(DeploymentMode.Kind.STANDARD);
    assertThat(refused(() -> careful.inItsMode(express, true)).message())
        .isEqualTo("The plan was made for standard mode.");
    assertThat(refused(() -> saved.inItsMode(planned(PROTECTED, Swapping.NOT_ASKED), null)).code())
        .as("the stage was protected meanwhile")
        .isEqualTo("EXPRESS_REFUSED");
  }

  private SavedPlan saved(Plan plan) throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(file, SavedPlan.text(plan));
    return SavedPlan.read(file);
  }

  private static DeploymentMode.Kind mode(PlannedDeployment planned) {
    return planned.executed().mode().kind();
  }

  private static Problem refused(Runnable asking) {
    return catchThrowableOfType(StacktapeException.class, asking::run).problems().get(0);
  }

  private static PlannedDeployment planned(DeploymentMode ofTheStage, Swapping swapping) {
    return planned(ofTheStage, DeployedStack.none(), swapping);
  }

  private static PlannedDeployment planned(DeploymentMode ofTheStage, DeployedStack deployed) {
    return planned(ofTheStage, deployed, Swapping.NOT_ASKED);
  }

  private static PlannedDeployment planned(
      DeploymentMode ofTheStage, DeployedStack deployed, Swapping swapping) {
    Template wanted =
        TemplateText.parse("Resources: {Topic: {Type: AWS::SNS::Topic}}", "template.yml");
    Plan plan = new Planner().plan(TARGET, deployed, wanted, Map.of(), Map.of(), Map.of(), false);
    Synthesis synthesis =
        new Synthesis(
            TARGET,
            wanted,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Map.of(),
            StackScripts.none(),
            List.of(),
            null);
    return new PlannedDeployment(
        plan,
        synthesis,
        wanted,
        Packages.NONE,
        deployed,
        DeploymentSettings.DEFAULT.in(ofTheStage),
        false,
        List.of(),
        List.of(),
        null,
        VersionContent.of(List.of(), Map.of(), List.of()),
        Map.of(),
        false,
        swapping,
        null,
        false,
        null,
        null);
  }

  private static DeployedStack deployed(String status, boolean lastInExpressMode) {
    return new DeployedStack(
        "arn:stack",
        status,
        "t1",
        Template.empty(),
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

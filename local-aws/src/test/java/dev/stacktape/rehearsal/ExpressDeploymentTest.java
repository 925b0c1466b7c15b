package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Step;
import dev.stacktape.local.Pace;
import dev.stacktape.local.SharedTime;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Version;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.DeploymentConfigMode;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The middle rung of the ladder: CloudFormation in express mode, and what is looked at after it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpressDeploymentTest {
  private static final String FUNCTION = "SaveFunction";
  private static final String PROTECTED =
      """
      serviceName: orders
      guardrails: { protectedStages: [dev] }
      resources:
        jobs:
          type: sqs-queue
          properties: { visibilityTimeoutSeconds: %d }
      """;

  private Stage stage;

  @BeforeAll
  void deployOnce() {
    stage = new Stage();
  }

  @AfterAll
  void cleanUp() {
    stage.close();
  }

  @Test
  void whatChangedIsLookedAtAndSaid() {
    try (Rehearsal rehearsal = stage.deployed()) {
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.text()).isEmpty();
      assertThat(notes(run))
          .contains("By CloudFormation in express mode, because the stage `dev` is not protected.")
          .contains("  ready: save");
      Stack stack = stack(rehearsal);
      assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
      assertThat(stack.deploymentConfig().mode()).isEqualTo(DeploymentConfigMode.EXPRESS);
      assertThat(stack.deploymentConfig().disableRollback()).isFalse();
    }
  }

  @Test
  void itIsWaitedForAsLongAsItTakes(@TempDir Path state) {
    Pace pace =
        new Pace(
            Duration.ZERO,
            Map.of(),
            Map.of("AWS::Lambda::Function", Duration.ofSeconds(30)),
            Map.of(),
            Duration.ZERO);
    SharedTime time = new SharedTime();
    List<Event> events = new ArrayList<>();
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.in(state).clock(time).pace(pace))) {
      Stacktape engine = new Stacktape(time, time, Map.of("HOSTNAME", "laptop"));
      StackRequest request = stage.first.request(aws.endpoint());
      PlannedDeployment planned = engine.prepare(request, events::add, new CancellationToken());
      var unused =
          engine.deploy(request, planned, Consent.none(), events::add, new CancellationToken());
    }
    assertThat(events)
        .filteredOn(Event.PhaseFinished.class::isInstance)
        .map(Event.PhaseFinished.class::cast)
        .filteredOn(finished -> finished.phase() == Event.Phase.GET_READY)
        .singleElement()
        .satisfies(ready -> assertThat(ready.took()).isGreaterThan(Duration.ofSeconds(15)));
  }

  @Test
  void whatDoesNotGetReadyFailsTheDeploymentAndTheStackGoesBack() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().failResource(FUNCTION, Step.SETTLE, "The runtime is gone", 1);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.codes()).containsExactly("NOT_READY");
      assertThat(run.text())
          .contains("`save`", "The runtime is gone", "deployed but not ready")
          .contains("has gone back to version 1");
      assertThat(notes(run)).contains("going back to version 1");
      assertThat(rehearsal.status()).hasValue("UPDATE_COMPLETE");
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
      assertThat(rehearsal.isLocked()).isFalse();
      assertThat(versions(rehearsal)).extracting(Version::number).containsExactly(3, 2, 1);
      assertThat(versions(rehearsal)).extracting(Version::restores).containsExactly(1, null, null);
      assertThat(rehearsal.deploy("laptop", stage.second).text()).isEmpty();
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(2);
    }
  }

  @Test
  void whatDoesNotGetReadyEitherWhenGoneBackIsSaidToo() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().failResource(FUNCTION, Step.SETTLE, "The runtime is gone", 2);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.codes()).containsExactly("NOT_READY", "NOT_READY");
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  @Test
  void aFirstDeploymentThatDoesNotGetReadyHasNothingToGoBackTo() {
    try (Rehearsal rehearsal = stage.empty()) {
      rehearsal.aws.faults().failResource(FUNCTION, Step.SETTLE, "The runtime is gone", 1);
      Run run = rehearsal.deploy("laptop", stage.first);
      assertThat(run.codes()).containsExactly("NOT_READY");
      assertThat(run.text()).contains("where there is one");
      assertThat(rehearsal.status()).hasValue("CREATE_COMPLETE");
      assertThat(versions(rehearsal)).extracting(Version::number).containsExactly(1);
    }
  }

  @Test
  void throttlingWhileLookingIsSurvived() {
    try (Rehearsal rehearsal = stage.deployed()) {
      Run run =
          rehearsal.deploy(
              "laptop",
              stage.second,
              event -> {
                if (event instanceof Event.PhaseStarted started
                    && started.phase() == Event.Phase.GET_READY) {
                  rehearsal
                      .aws
                      .faults()
                      .failCalls("lambda", "GetFunction", Faults.Kind.THROTTLE, 6);
                }
              },
              new CancellationToken());
      assertThat(run.text()).isEmpty();
      assertThat(notes(run)).contains("  ready: save");
    }
  }

  @Test
  void aFailureIsRolledBackByCloudFormationAsEver() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.UPDATE, "no", 1);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.codes()).containsExactly("DEPLOYMENT_FAILED");
      assertThat(run.text()).contains("rolled back to the last working state");
      assertThat(stack(rehearsal).deploymentConfig().mode())
          .isEqualTo(DeploymentConfigMode.EXPRESS);
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
    }
  }

  @Test
  void aFirstDeploymentThatFailsLeavesNoStackBehind() {
    try (Rehearsal rehearsal = stage.empty()) {
      rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.CREATE, "no", 1);
      Run run = rehearsal.deploy("laptop", stage.first);
      assertThat(run.codes()).containsExactly("DEPLOYMENT_FAILED");
      assertThat(run.text()).contains("nothing of it is left");
      assertThat(rehearsal.status()).isEmpty();
    }
  }

  @Test
  void whoeverKeepsFailuresGetsStandardMode() {
    try (Rehearsal rehearsal = stage.deployed()) {
      Run run = rehearsal.deployWithoutRollback("laptop", stage.second);
      assertThat(run.text()).isEmpty();
      assertThat(notes(run)).contains("standard mode, because a failed deployment is to be left");
      assertThat(stack(rehearsal).deploymentConfig()).isNull();
    }
  }

  @Test
  void aProtectedStageIsDeployedInStandardModeHereToo(@TempDir Path folder) {
    try (Rehearsal rehearsal = stage.empty()) {
      OrdersApp app = OrdersApp.write(folder, 1, PROTECTED.formatted(61));
      Run run = rehearsal.deploy("laptop", app);
      assertThat(run.text()).isEmpty();
      assertThat(notes(run))
          .contains("By CloudFormation in standard mode, because the stage `dev` is protected.")
          .doesNotContain("  ready:");
      assertThat(stack(rehearsal).deploymentConfig()).isNull();
    }
  }

  @Test
  void whereNothingDiffersNothingMoreIsAsked() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.calls().clear();
      Run run = rehearsal.deploy("laptop", stage.first);
      assertThat(run.text()).isEmpty();
      assertThat(notes(run)).contains("Nothing differs").doesNotContain("express", "ready:");
      assertThat(rehearsal.aws.calls().all())
          .extracting(Object::toString)
          .doesNotContain("cloudformation:CreateChangeSet");
    }
  }

  @Test
  void whatOthersLeftHalfWayInExpressModeIsGoneOnWithInIt() {
    try (Rehearsal rehearsal = stage.deployed()) {
      leaveHalfWay(rehearsal);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.text()).isEmpty();
      assertThat(notes(run)).contains("in express mode, because the last operation failed in it");
      assertThat(stack(rehearsal).stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(2);
    }
  }

  @Test
  void whatOthersLeftHalfWayInExpressModeIsTakenBackByDeployingTheLastVersion() {
    try (Rehearsal rehearsal = stage.deployed()) {
      leaveHalfWay(rehearsal);
      Run run = rehearsal.recover("laptop", stage.second);
      assertThat(run.text()).isEmpty();
      assertThat(notes(run)).contains("The stack is back at version 1.");
      assertThat(stack(rehearsal).stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
      assertThat(rehearsal.deploy("laptop", stage.second).text()).isEmpty();
    }
  }

  @Test
  void aFallbackOfAHotSwapSaysBothReasons() {
    try (Rehearsal rehearsal = stage.deployed()) {
      List<Event> events = new ArrayList<>();
      Run run =
          rehearsal.run(
              events,
              () -> {
                Stacktape engine = rehearsal.engine("laptop");
                StackRequest request = stage.second.request(rehearsal.aws.endpoint());
                PlannedDeployment planned =
                    engine.planHotswap(request, events::add, new CancellationToken());
                assertThat(planned.plan().route()).isEqualTo(Plan.Route.CHANGE_SET);
                var unused =
                    engine.deploy(
                        request, planned, Consent.none(), events::add, new CancellationToken());
              });
      assertThat(run.text()).isEmpty();
      assertThat(
              events.stream()
                  .filter(Event.Noted.class::isInstance)
                  .map(event -> ((Event.Noted) event).message()))
          .contains(
              "By CloudFormation, because not everything that changed can be hot-swapped; in express"
                  + " mode, because the stage `dev` is not protected.");
    }
  }

  /** As somebody does who updates in express mode past this tool, which keeps failures. */
  private static void leaveHalfWay(Rehearsal rehearsal) {
    rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.UPDATE, "no", 1);
    String template =
        rehearsal.template().replaceFirst("(\"VisibilityTimeout\"\\s*:\\s*)\\d+", "$1" + 99);
    rehearsal
        .cloudFormation()
        .updateStack(
            update ->
                update
                    .stackName(OrdersApp.STACK)
                    .templateBody(template)
                    .parameters(stack(rehearsal).parameters())
                    .capabilitiesWithStrings("CAPABILITY_NAMED_IAM")
                    .deploymentConfig(config -> config.mode(DeploymentConfigMode.EXPRESS)));
    assertThat(rehearsal.settledStatus()).hasValue("UPDATE_FAILED");
  }

  private static Stack stack(Rehearsal rehearsal) {
    return rehearsal
        .cloudFormation()
        .describeStacks(get -> get.stackName(OrdersApp.STACK))
        .stacks()
        .get(0);
  }

  private List<Version> versions(Rehearsal rehearsal) {
    return rehearsal
        .engine("laptop")
        .versions(
            stage.second.request(rehearsal.aws.endpoint()),
            EventListener.none(),
            new CancellationToken());
  }

  private static String notes(Run run) {
    return String.join(
        "\n", run.events(Event.Noted.class).stream().map(Event.Noted::message).toList());
  }
}

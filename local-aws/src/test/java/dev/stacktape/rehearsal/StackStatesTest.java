package dev.stacktape.rehearsal;

import static dev.stacktape.rehearsal.EveryCallFailsOnceTest.requireDeployed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Step;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done about a stack in each of CloudFormation's states. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class StackStatesTest {
  private static final String REASON = "The queue is not to be had today";

  private Stage stage;

  @BeforeAll
  void deployOnce() {
    stage = new Stage();
  }

  @AfterAll
  void cleanUp() {
    stage.close();
  }

  // ---- a stack that never came to be: deploying clears it away and makes it ----

  @Test
  void aStackUnderReviewIsClearedAwayAndMade() {
    try (Rehearsal rehearsal = stage.empty()) {
      makeChangeSetOnly(rehearsal);
      assertThat(rehearsal.status()).hasValue("REVIEW_IN_PROGRESS");
      requireGoodDeployment(rehearsal, stage.first);
    }
  }

  @Test
  void aStackThatWasRolledBackWholeIsClearedAwayAndMade() {
    try (Rehearsal rehearsal = stage.empty()) {
      rehearsal.aws.faults().failResource(OrdersApp.QUEUE, REASON, 1);
      createByHand(rehearsal);
      assertThat(rehearsal.settledStatus()).hasValue("ROLLBACK_COMPLETE");
      Run run = requireGoodDeployment(rehearsal, stage.first);
      assertThat(notes(run)).contains("An earlier attempt to create the stack failed");
    }
  }

  @Test
  void aFirstDeploymentThatWasLeftAsItIsIsClearedAwayAndMade() {
    try (Rehearsal rehearsal = stage.empty()) {
      rehearsal.aws.faults().failResource(OrdersApp.QUEUE, REASON, 1);
      Run run = rehearsal.deployWithoutRollback("laptop", stage.first);
      assertThat(run.codes()).containsExactly("DEPLOYMENT_FAILED");
      assertThat(run.text()).contains(REASON, "left as it is");
      assertThat(rehearsal.settledStatus()).hasValue("CREATE_FAILED");
      requireGoodDeployment(rehearsal, stage.first);
    }
  }

  @Test
  void aStackWhoseRollbackFailedIsClearedAwayAndMade() {
    try (Rehearsal rehearsal = stage.empty()) {
      makeRollbackFail(rehearsal);
      requireGoodDeployment(rehearsal, stage.first);
    }
  }

  @Test
  void whatCannotBeClearedAwayIsNamed() {
    try (Rehearsal rehearsal = stage.empty()) {
      makeRollbackFail(rehearsal);
      rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.DELETE, "Still wanted", 1);
      Run run = rehearsal.deploy("laptop", stage.first);
      assertThat(run.codes()).containsExactly("STACK_DELETE_FAILED");
      assertThat(run.text()).contains("Still wanted", OrdersApp.QUEUE);
    }
  }

  // ---- an update that failed ----

  @Test
  void aFailedUpdateIsRolledBackAndNamesItsCause() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.UPDATE, REASON, 1);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.codes()).containsExactly("DEPLOYMENT_FAILED");
      assertThat(run.text()).contains(REASON, "`jobs`", "rolled back to the last working state");
      requireOld(rehearsal);
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void anUpdateThatWasLeftAsItIsIsResumedByTheNextDeployment() {
    try (Rehearsal rehearsal = stage.deployed()) {
      leaveUpdateFailed(rehearsal);
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void anUpdateThatWasLeftAsItIsIsTakenBackByRecovering() {
    try (Rehearsal rehearsal = stage.deployed()) {
      leaveUpdateFailed(rehearsal);
      assertThat(rehearsal.recover("desktop", stage.second).text()).isEmpty();
      assertThat(rehearsal.settledStatus()).hasValue("UPDATE_ROLLBACK_COMPLETE");
      requireOld(rehearsal);
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void aRollbackThatFailedNamesWhatIsStuckAndIsNotDeployedOver() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeUpdateRollbackFail(rehearsal);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.codes()).containsExactly("STACK_ROLLBACK_FAILED");
      assertThat(run.text())
          .contains("stacktape:recover -Dstacktape.resourcesToSkip=" + OrdersApp.QUEUE);
    }
  }

  @Test
  void aRollbackThatFailedGoesOnWhenItsCauseIsMended() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeUpdateRollbackFail(rehearsal);
      rehearsal.aws.faults().clear();
      assertThat(rehearsal.recover("desktop", stage.second).text()).isEmpty();
      requireOld(rehearsal);
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void aRollbackThatFailsAgainSaysWhyAndWhatToSkip() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeUpdateRollbackFail(rehearsal);
      Run run = rehearsal.recover("desktop", stage.second);
      assertThat(run.codes()).containsExactly("STACK_ROLLBACK_FAILED");
      assertThat(run.text()).contains(REASON, "-Dstacktape.resourcesToSkip=" + OrdersApp.QUEUE);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs", OrdersApp.QUEUE})
  void whatCannotBeRolledBackIsSkippedByNameAndThenDeployed(String name) {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeUpdateRollbackFail(rehearsal);
      Run run = rehearsal.recover("desktop", stage.second, name);
      assertThat(run.text()).isEmpty();
      assertThat(run.events(Event.Warned.class))
          .anyMatch(warned -> warned.problem().code().equals("ROLLBACK_SKIPPED"));
      assertThat(rehearsal.settledStatus()).hasValue("UPDATE_ROLLBACK_COMPLETE");
      rehearsal.aws.faults().clear();
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void onlyWhatIsStuckCanBeSkipped() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeUpdateRollbackFail(rehearsal);
      Run run = rehearsal.recover("desktop", stage.second, "pages");
      assertThat(run.codes()).containsExactly("RESOURCE_NOT_STUCK");
      assertThat(run.text()).contains("`pages`", OrdersApp.QUEUE);
      assertThat(rehearsal.status()).hasValue("UPDATE_ROLLBACK_FAILED");
    }
  }

  @Test
  void aStackThatTakesChangesNeedsNoRecovering() {
    try (Rehearsal rehearsal = stage.deployed()) {
      Run run = rehearsal.recover("desktop", stage.first);
      assertThat(run.text()).isEmpty();
      assertThat(notes(run)).contains("nothing to recover");
    }
    try (Rehearsal rehearsal = stage.empty()) {
      assertThat(notes(rehearsal.recover("desktop", stage.first))).contains("There is no stack");
    }
  }

  // ---- a deletion that failed ----

  @Test
  void aDeletionThatFailedNamesWhatIsStuckAndIsNotDeployedOver() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeDeletionFail(rehearsal);
      Run run = rehearsal.deploy("laptop", stage.second);
      assertThat(run.codes()).containsExactly("STACK_DELETE_FAILED");
      assertThat(run.text()).contains("stacktape:delete");
      Run recovery = rehearsal.recover("laptop", stage.second);
      assertThat(recovery.codes()).containsExactly("STACK_DELETE_FAILED");
      assertThat(recovery.text()).contains("-Dstacktape.retain=" + OrdersApp.QUEUE);
    }
  }

  @Test
  void aDeletionThatFailedIsFinishedWhenItsCauseIsMended() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeDeletionFail(rehearsal);
      rehearsal.aws.faults().clear();
      assertThat(rehearsal.delete("desktop", stage.first, UnaryOperator.identity()).text())
          .isEmpty();
      requireNothingLeft(rehearsal);
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void whatCannotBeDeletedIsLeftBehindByName() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeDeletionFail(rehearsal);
      Run run =
          rehearsal.delete(
              "desktop", stage.first, planned -> planned.leavingBehind(Set.of("jobs"), false));
      requireLeftBehind(rehearsal, run);
    }
  }

  @Test
  void whatCannotBeDeletedIsLeftBehindByForceInOneGo() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.DELETE, REASON, Faults.ALWAYS);
      Run run =
          rehearsal.delete(
              "desktop", stage.first, planned -> planned.leavingBehind(Set.of(), true));
      requireLeftBehind(rehearsal, run);
    }
  }

  @Test
  void onlyWhatWasNamedIsLeftBehind() {
    try (Rehearsal rehearsal = stage.deployed()) {
      makeDeletionFail(rehearsal);
      Run run =
          rehearsal.delete(
              "desktop", stage.first, planned -> planned.leavingBehind(Set.of("pages"), false));
      assertThat(run.codes()).containsExactly("DELETION_FAILED");
      assertThat(rehearsal.status()).hasValue("DELETE_FAILED");
    }
  }

  // ---- something is under way ----

  @Test
  void aStackThatIsBeingMadeIsWaitedForAnHourAtMost() {
    try (Rehearsal rehearsal = stage.empty()) {
      rehearsal.aws.faults().holdResource(OrdersApp.QUEUE);
      assertThat(rehearsal.deployAndLeave("laptop", stage.first).codes())
          .containsExactly("CANCELLED");
      requireBoundedWait(rehearsal, "CREATE_IN_PROGRESS");
      rehearsal.aws.faults().clear();
      requireGoodDeployment(rehearsal, stage.first);
    }
  }

  @Test
  void aStackThatIsBeingUpdatedIsWaitedForAnHourAtMost() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().holdResource(OrdersApp.QUEUE);
      assertThat(rehearsal.deployAndLeave("laptop", stage.second).codes())
          .containsExactly("CANCELLED");
      requireBoundedWait(rehearsal, "UPDATE_IN_PROGRESS");
      rehearsal.aws.faults().clear();
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void aStackThatIsRollingBackIsWaitedForAnHourAtMost() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal
          .aws
          .faults()
          .failResource("SaveFunction", Step.UPDATE, REASON, 1)
          .holdResource(OrdersApp.QUEUE, Step.REVERT);
      rehearsal.deployAndLeave("laptop", stage.second);
      requireBoundedWait(rehearsal, "UPDATE_ROLLBACK_IN_PROGRESS");
      rehearsal.aws.faults().clear();
      requireGoodDeployment(rehearsal, stage.second);
    }
  }

  @Test
  void aStackThatIsBeingDeletedIsWaitedForAnHourAtMost() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().holdResource(OrdersApp.QUEUE);
      rehearsal.cloudFormation().deleteStack(delete -> delete.stackName(OrdersApp.STACK));
      requireBoundedWait(rehearsal, "DELETE_IN_PROGRESS");
      rehearsal.aws.faults().clear();
      assertThat(rehearsal.settledStatus()).isEmpty();
    }
  }

  // ---- in short ----

  private static Run requireGoodDeployment(Rehearsal rehearsal, OrdersApp app) {
    Run run = rehearsal.deploy("desktop", app);
    assertThat(run.text()).isEmpty();
    requireDeployed(rehearsal, app);
    assertThat(rehearsal.isLocked()).isFalse();
    return run;
  }

  private static void requireOld(Rehearsal rehearsal) {
    assertThat(rehearsal.settledStatus()).hasValue("UPDATE_ROLLBACK_COMPLETE");
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
    assertThat(rehearsal.missingArtifacts()).isEmpty();
    assertThat(rehearsal.isLocked()).isFalse();
  }

  private static void requireNothingLeft(Rehearsal rehearsal) {
    assertThat(rehearsal.settledStatus()).isEmpty();
    assertThat(rehearsal.s3().listBuckets().buckets()).isEmpty();
  }

  private static void requireLeftBehind(Rehearsal rehearsal, Run run) {
    assertThat(run.text()).isEmpty();
    assertThat(run.events(Event.Warned.class))
        .extracting(warned -> warned.problem().message())
        .anyMatch(message -> message.contains("AWS::SQS::Queue"));
    requireNothingLeft(rehearsal);
  }

  private void requireBoundedWait(Rehearsal rehearsal, String status) {
    // CloudFormation may still be on its way there.
    rehearsal.awaitStatus(status);
    Run run = rehearsal.deploy("desktop", stage.second);
    assertThat(run.codes()).containsExactly("STACK_BUSY");
    assertThat(run.text()).contains("60 minutes", status);
    assertThat(notes(run)).contains(status);
  }

  private void leaveUpdateFailed(Rehearsal rehearsal) {
    rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.UPDATE, REASON, 1);
    Run run = rehearsal.deployWithoutRollback("laptop", stage.second);
    assertThat(run.codes()).containsExactly("DEPLOYMENT_FAILED");
    assertThat(run.text()).contains(REASON, "stacktape:recover");
    assertThat(rehearsal.settledStatus()).hasValue("UPDATE_FAILED");
  }

  private void makeUpdateRollbackFail(Rehearsal rehearsal) {
    rehearsal
        .aws
        .faults()
        .failResource("SaveFunction", Step.UPDATE, "No more functions", 1)
        .failResource(OrdersApp.QUEUE, Step.REVERT, REASON, Faults.ALWAYS);
    Run run = rehearsal.deploy("laptop", stage.second);
    assertThat(run.codes()).containsExactly("DEPLOYMENT_FAILED");
    assertThat(run.text()).contains("No more functions", "stacktape:recover");
    assertThat(rehearsal.settledStatus()).hasValue("UPDATE_ROLLBACK_FAILED");
  }

  private void makeDeletionFail(Rehearsal rehearsal) {
    rehearsal.aws.faults().failResource(OrdersApp.QUEUE, Step.DELETE, REASON, Faults.ALWAYS);
    Run run = rehearsal.delete("laptop", stage.first, UnaryOperator.identity());
    assertThat(run.codes()).containsExactly("DELETION_FAILED");
    assertThat(run.text()).contains(REASON, "-Dstacktape.retain=" + OrdersApp.QUEUE);
    assertThat(rehearsal.settledStatus()).hasValue("DELETE_FAILED");
    assertThat(rehearsal.page()).as("no data is gone before the stack is").isPresent();
  }

  private void makeRollbackFail(Rehearsal rehearsal) {
    rehearsal
        .aws
        .faults()
        .failResource("SaveFunction", Step.CREATE, REASON, 1)
        .failResource(OrdersApp.QUEUE, Step.DELETE, REASON, 1);
    createByHand(rehearsal);
    assertThat(rehearsal.settledStatus()).hasValue("ROLLBACK_FAILED");
  }

  /** As somebody does who works past this tool. */
  private void createByHand(Rehearsal rehearsal) {
    String template = templateOfFirst();
    var unused =
        rehearsal
            .cloudFormation()
            .createStack(
                create ->
                    create
                        .stackName(OrdersApp.STACK)
                        .templateBody(template)
                        .capabilitiesWithStrings("CAPABILITY_NAMED_IAM"));
  }

  private void makeChangeSetOnly(Rehearsal rehearsal) {
    String template = templateOfFirst();
    var unused =
        rehearsal
            .cloudFormation()
            .createChangeSet(
                create ->
                    create
                        .stackName(OrdersApp.STACK)
                        .changeSetName("by-hand")
                        .changeSetType("CREATE")
                        .templateBody(template)
                        .capabilitiesWithStrings("CAPABILITY_NAMED_IAM"));
  }

  private String templateOfFirst() {
    try (Rehearsal rehearsal = stage.deployed()) {
      return rehearsal.template();
    }
  }

  private static String notes(Run run) {
    return String.join(
        "\n", run.events(Event.Noted.class).stream().map(Event.Noted::message).toList());
  }
}

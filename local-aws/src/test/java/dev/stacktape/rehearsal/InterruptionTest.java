package dev.stacktape.rehearsal;

import static dev.stacktape.rehearsal.EveryCallFailsOnceTest.requireDeployed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Faults.Kind;
import dev.stacktape.local.Faults.Step;
import dev.stacktape.rehearsal.Rehearsal.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Somebody presses Ctrl-C while CloudFormation is at work, and says what is to become of that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class InterruptionTest {
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
  void anUpdateThatIsLeftGoesOnAndTheNextRunFindsItDone() {
    try (Rehearsal rehearsal = stage.deployed()) {
      Run run = rehearsal.deployAndLeave("laptop", stage.second);
      assertThat(run.codes()).containsExactly("CANCELLED");
      assertThat(run.text()).contains("goes on there");
      assertThat(rehearsal.isLocked()).isFalse();
      assertThat(rehearsal.settledStatus()).hasValue("UPDATE_COMPLETE");
      assertThat(rehearsal.deploy("desktop", stage.second).text()).isEmpty();
      requireDeployed(rehearsal, stage.second);
    }
  }

  @Test
  void anUpdateThatIsTakenBackIsRolledBackAndWaitedFor() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal.aws.faults().holdResource(OrdersApp.QUEUE, Step.UPDATE);
      CancellationToken cancellation = new CancellationToken();
      Run run =
          rehearsal.deploy(
              "laptop", stage.second, takingBack(rehearsal, cancellation), cancellation);
      assertThat(run.codes()).containsExactly("CANCELLED");
      assertThat(run.text()).contains("rolled back to the last working state");
      assertThat(rehearsal.status()).hasValue("UPDATE_ROLLBACK_COMPLETE");
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
      assertThat(rehearsal.missingArtifacts()).isEmpty();
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  @Test
  void aThrottledCancellationIsTriedAgain() {
    try (Rehearsal rehearsal = stage.deployed()) {
      rehearsal
          .aws
          .faults()
          .holdResource(OrdersApp.QUEUE, Step.UPDATE)
          .failCalls("cloudformation", "CancelUpdateStack", Kind.THROTTLE, 7);
      CancellationToken cancellation = new CancellationToken();
      Run run =
          rehearsal.deploy(
              "laptop", stage.second, takingBack(rehearsal, cancellation), cancellation);
      assertThat(run.codes()).containsExactly("CANCELLED");
      assertThat(rehearsal.status()).hasValue("UPDATE_ROLLBACK_COMPLETE");
    }
  }

  @Test
  void aFirstDeploymentThatIsTakenBackLeavesNoStack() {
    try (Rehearsal rehearsal = stage.empty()) {
      rehearsal.aws.faults().holdResource(OrdersApp.QUEUE, Step.CREATE);
      CancellationToken cancellation = new CancellationToken();
      Run run =
          rehearsal.deploy(
              "laptop", stage.first, takingBack(rehearsal, cancellation), cancellation);
      assertThat(run.codes()).containsExactly("CANCELLED");
      assertThat(run.text()).contains("nothing of it is left");
      assertThat(rehearsal.status()).isEmpty();
      assertThat(rehearsal.deploy("desktop", stage.first).text()).isEmpty();
    }
  }

  @Test
  void whatIsTakenBackTooLateIsDeployed() {
    try (Rehearsal rehearsal = stage.deployed()) {
      CancellationToken cancellation = new CancellationToken();
      Run run =
          rehearsal.deploy(
              "laptop",
              stage.second,
              event -> {
                if (event instanceof Event.StackChanged stack
                    && stack.status().equals("UPDATE_COMPLETE")) {
                  cancellation.takeBack();
                }
              },
              cancellation);
      // What stands after the change set, files for buckets among it, is left to the next run.
      assertThat(run.codes()).isSubsetOf("CANCELLED");
      assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(2);
      assertThat(rehearsal.deploy("desktop", stage.second).text()).isEmpty();
      requireDeployed(rehearsal, stage.second);
    }
  }

  @Test
  void nothingIsExecutedAfterAnInterruptionBeforehand() {
    try (Rehearsal rehearsal = stage.deployed()) {
      CancellationToken cancellation = new CancellationToken();
      Run run =
          rehearsal.deploy(
              "laptop",
              stage.second,
              event -> {
                if (event instanceof Event.ArtifactUploaded) {
                  cancellation.takeBack();
                }
              },
              cancellation);
      assertThat(run.codes()).containsExactly("CANCELLED");
      assertThat(rehearsal.status()).hasValue("CREATE_COMPLETE");
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  /** Asks for it when the queue is being worked on, and lets the queue go once it was asked. */
  private static EventListener takingBack(Rehearsal rehearsal, CancellationToken cancellation) {
    Faults faults = rehearsal.aws.faults();
    return event -> {
      if (event instanceof Event.ResourceChanged resource
          && resource.logicalId().equals(OrdersApp.QUEUE)) {
        cancellation.takeBack();
      }
      if (event instanceof Event.Noted noted
          && noted.message().startsWith("Cancelled on request")) {
        faults.release(OrdersApp.QUEUE);
      }
    };
  }
}

package dev.stacktape.rehearsal;

import static dev.stacktape.rehearsal.EveryCallFailsOnceTest.requireDeployed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.CallLog.Call;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run dies at each of its calls: nothing that it would do afterwards reaches AWS, its clean-up
 * included. What stays is the old or the new state, and a second run, on another machine, finishes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class KilledRunTest {
  private Stage stage;

  @BeforeAll
  void deployOnce() {
    stage = new Stage();
  }

  @AfterAll
  void cleanUp() {
    stage.close();
  }

  Stream<Arguments> deathsOfAnUpdate() {
    return deaths(stage.callsOfUpdate);
  }

  Stream<Arguments> deathsOfAFirstDeployment() {
    return deaths(stage.callsOfFirstDeployment);
  }

  /** A call that only reads leaves the same behind whether it was answered or not. */
  private static Stream<Arguments> deaths(List<Call> calls) {
    return IntStream.range(0, calls.size())
        .filter(number -> !Stage.reads(calls.get(number)))
        .mapToObj(number -> Arguments.of(number, calls.get(number)));
  }

  @ParameterizedTest(name = "before {1} ({0})")
  @MethodSource("deathsOfAnUpdate")
  void anUpdateThatDiesBeforeACallIsFinishedByTheNextRun(int number, Object call) {
    try (Rehearsal rehearsal = stage.deployed().dieBeforeCall(number)) {
      requireCarriedOn(rehearsal, stage.second);
    }
  }

  @ParameterizedTest(name = "after {1} ({0})")
  @MethodSource("deathsOfAnUpdate")
  void anUpdateThatDiesAfterACallIsFinishedByTheNextRun(int number, Object call) {
    try (Rehearsal rehearsal = stage.deployed().dieAfterCall(number)) {
      requireCarriedOn(rehearsal, stage.second);
    }
  }

  @ParameterizedTest(name = "before {1} ({0})")
  @MethodSource("deathsOfAFirstDeployment")
  void aFirstDeploymentThatDiesBeforeACallIsFinishedByTheNextRun(int number, Object call) {
    try (Rehearsal rehearsal = stage.empty().dieBeforeCall(number)) {
      requireCarriedOn(rehearsal, stage.first);
    }
  }

  @ParameterizedTest(name = "after {1} ({0})")
  @MethodSource("deathsOfAFirstDeployment")
  void aFirstDeploymentThatDiesAfterACallIsFinishedByTheNextRun(int number, Object call) {
    try (Rehearsal rehearsal = stage.empty().dieAfterCall(number)) {
      requireCarriedOn(rehearsal, stage.first);
    }
  }

  private static void requireCarriedOn(Rehearsal rehearsal, OrdersApp app) {
    Run dead = rehearsal.deploy("laptop", app);
    assertThat(dead.codes()).isSubsetOf("AWS_UNREACHABLE");
    rehearsal.aws.faults().clear();
    rehearsal
        .settledStatus()
        .ifPresent(
            status -> {
              assertThat(status).isIn("REVIEW_IN_PROGRESS", "CREATE_COMPLETE", "UPDATE_COMPLETE");
              if (!status.equals("REVIEW_IN_PROGRESS")) {
                assertThat(rehearsal.missingArtifacts()).isEmpty();
              }
            });

    Run again = rehearsal.deploy("desktop", app);
    assertThat(again.text()).isEmpty();
    requireDeployed(rehearsal, app);
    assertThat(rehearsal.isLocked()).isFalse();
  }
}

package dev.stacktape.rehearsal;

import static dev.stacktape.rehearsal.EveryCallFailsOnceTest.requireDeployed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.Faults.Step;
import dev.stacktape.plan.LockHolder;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two machines deploy to the same stack at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class TwoAtOnceTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Stage stage;
  private OrdersApp third;

  @BeforeAll
  void deployOnce(@TempDir Path folder) {
    stage = new Stage();
    third = OrdersApp.write(folder, 3);
  }

  @AfterAll
  void cleanUp() {
    threads.shutdownNow();
    stage.close();
  }

  @RepeatedTest(50)
  void oneWinsAndTheOtherSaysWhoHoldsTheLock() {
    try (Rehearsal rehearsal = stage.deployed(Clock.systemUTC())) {
      // Both have planned before either of them takes the lock.
      CyclicBarrier planned = new CyclicBarrier(2);
      CompletableFuture<Run> laptop =
          CompletableFuture.supplyAsync(
              () -> deploy(rehearsal, "laptop", stage.second, planned), threads);
      CompletableFuture<Run> desktop =
          CompletableFuture.supplyAsync(
              () -> deploy(rehearsal, "desktop", third, planned), threads);
      Run one = laptop.join();
      Run other = desktop.join();
      assertThat(one.isGood()).as(one.text() + other.text()).isNotEqualTo(other.isGood());

      Run loser = one.isGood() ? other : one;
      String winner = one.isGood() ? "laptop" : "desktop";
      assertThat(loser.codes()).hasSize(1).isSubsetOf("STACK_LOCKED", "PLAN_STALE");
      if (loser.codes().contains("STACK_LOCKED")) {
        assertThat(loser.text()).contains("@" + winner, "`deploy`", "since 2026-");
      }
      requireDeployed(rehearsal, one.isGood() ? stage.second : third);
      assertThat(rehearsal.isLocked()).isFalse();
    }
  }

  private static Run deploy(
      Rehearsal rehearsal, String machine, OrdersApp app, CyclicBarrier planned) {
    EventListener afterPlanning =
        event -> {
          if (event instanceof Event.PhaseFinished done && done.phase() == Event.Phase.PLAN) {
            await(planned);
          }
        };
    return rehearsal.deploy(machine, app, afterPlanning, new CancellationToken());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLockThatWasLeftHoldsForItsLeaseAndNoLonger() {
    try (Rehearsal rehearsal = stage.deployed(Clock.systemUTC())) {
      rehearsal.dieBeforeCall(stage.callsOfUpdate.indexOf(execution()));
      assertThat(rehearsal.deploy("laptop", stage.second).codes())
          .containsExactly("AWS_UNREACHABLE");
      rehearsal.aws.faults().clear();
      Run refused = rehearsal.deploy("desktop", stage.second);
      assertThat(refused.codes()).containsExactly("STACK_LOCKED");
      assertThat(refused.text()).contains("@laptop", "frees itself in", "stacktape:unlock");
    }
  }

  @Test
  void aLockThatIsInTheWayIsBrokenAndOnlyThatOne() {
    try (Rehearsal rehearsal = stage.deployed(Clock.systemUTC())) {
      rehearsal.dieBeforeCall(stage.callsOfUpdate.indexOf(execution()));
      var unused = rehearsal.deploy("laptop", stage.second);
      rehearsal.aws.faults().clear();
      LockHolder holder = rehearsal.lockHolder(stage.second).orElseThrow();
      assertThat(holder.text()).contains("@laptop", "`deploy`", "seconds ago");
      assertThat(holder.abandoned()).isFalse();

      assertThat(rehearsal.unlock(stage.second, holder)).isTrue();
      assertThat(rehearsal.lockHolder(stage.second)).isEmpty();
      assertThat(rehearsal.unlock(stage.second, holder)).isFalse();
      assertThat(rehearsal.deploy("desktop", stage.second).text()).isEmpty();
    }
  }

  @Test
  void aHolderWhoseLockIsBrokenExecutesNothingMore() {
    try (Rehearsal rehearsal = stage.deployed(Clock.systemUTC())) {
      Run run =
          rehearsal.deploy(
              "laptop",
              stage.second,
              event -> {
                if (event instanceof Event.ArtifactUploaded) {
                  Optional<LockHolder> holder = rehearsal.lockHolder(stage.second);
                  holder.ifPresent(one -> rehearsal.unlock(stage.second, one));
                }
              },
              new CancellationToken());
      assertThat(run.codes()).containsExactly("STACK_LOCK_LOST");
      assertThat(rehearsal.settledStatus()).hasValue("CREATE_COMPLETE");
    }
  }

  @Test
  void whoDeploysWhileCloudFormationIsAtWorkIsToldAndDoesNotDisturbIt() {
    try (Rehearsal rehearsal = stage.deployed(Clock.systemUTC())) {
      rehearsal.aws.faults().holdResource(OrdersApp.QUEUE, Step.UPDATE);
      assertThat(rehearsal.deployAndLeave("laptop", stage.second).codes())
          .containsExactly("CANCELLED");
      CancellationToken cancellation = new CancellationToken();
      Run run =
          rehearsal.deploy(
              "desktop",
              third,
              event -> {
                if (event instanceof Event.Noted noted
                    && noted.message().contains("at work on the stack already")) {
                  rehearsal.aws.faults().clear();
                }
              },
              cancellation);
      assertThat(run.text()).isEmpty();
      requireDeployed(rehearsal, third);
    }
  }

  private dev.stacktape.local.CallLog.Call execution() {
    return List.copyOf(stage.callsOfUpdate).stream()
        .filter(call -> call.operation().equals("ExecuteChangeSet"))
        .findFirst()
        .orElseThrow();
  }
}

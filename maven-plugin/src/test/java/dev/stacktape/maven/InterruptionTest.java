package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.event.Event;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Interruption interruption = new Interruption(null);

  @Test
  void whatCloudFormationDoesIsLeftRunningWhereNobodyCanBeAsked() throws Exception {
    begin("UPDATE_IN_PROGRESS");
    press();
    assertThat(interruption.token().isCancelled()).isTrue();
    assertThat(interruption.token().isToBeTakenBack()).isFalse();
  }

  @Test
  void whatCloudFormationDoesIsTakenBackWhereThatWasSaidBeforehand() throws Exception {
    interruption.onInterrupt(OnInterrupt.of("cancel"));
    begin("UPDATE_IN_PROGRESS");
    press();
    assertThat(interruption.token().isToBeTakenBack()).isTrue();
  }

  @Test
  void aRollbackIsNotTakenBack() throws Exception {
    interruption.onInterrupt(OnInterrupt.CANCEL);
    begin("UPDATE_IN_PROGRESS");
    begin("UPDATE_ROLLBACK_IN_PROGRESS");
    press();
    assertThat(interruption.token().isToBeTakenBack()).isFalse();
  }

  @Test
  void aDeletionIsNotTakenBack() throws Exception {
    interruption.onInterrupt(OnInterrupt.CANCEL);
    interruption.on(new Event.PhaseStarted(Phase.DELETE));
    stack("DELETE_IN_PROGRESS");
    press();
    assertThat(interruption.token().isToBeTakenBack()).isFalse();
  }

  @Test
  void whatIsDoneIsNotTakenBack() throws Exception {
    interruption.onInterrupt(OnInterrupt.CANCEL);
    begin("UPDATE_IN_PROGRESS");
    interruption.on(new Event.PhaseFinished(Phase.DEPLOY, Duration.ofSeconds(1)));
    press();
    assertThat(interruption.token().isToBeTakenBack()).isFalse();
  }

  @Test
  void anUnknownChoiceIsRefused() {
    assertThatThrownBy(() -> OnInterrupt.of("panic"))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            refused -> assertThat(refused.problems().get(0).code()).isEqualTo("PARAMETER_INVALID"));
  }

  private void begin(String status) {
    interruption.on(new Event.PhaseStarted(Phase.DEPLOY));
    stack(status);
  }

  private void stack(String status) {
    interruption.on(new Event.StackChanged(status, null, Instant.EPOCH));
  }

  /** As the JVM's shutdown does, with an operation that ends at once when it is told to. */
  private void press() throws InterruptedException {
    Thread hook = new Thread(interruption::interrupted);
    hook.start();
    while (!interruption.token().isCancelled()) {
      Thread.onSpinWait();
    }
    interruption.close();
    hook.join();
  }
}

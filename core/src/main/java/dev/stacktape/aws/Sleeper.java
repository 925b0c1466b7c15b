package dev.stacktape.aws;

import dev.stacktape.event.EventCode;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;

/** Lets time pass. A test passes one that only moves its clock. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Returns when the time has passed.
   *
   * @throws StacktapeException {@code CANCELLED} when the thread is interrupted
   */
  void sleep(Duration time);

  /** Really waits. */
  static Sleeper system() {
    return time -> {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StacktapeException(
            EventCode.CANCELLED
                .error("The operation was interrupted while it waited.")
                .hint("Run it again to carry on: every step finds what earlier runs have done."),
            interrupted);
      }
    };
  }
}

package dev.stacktape.event;

import dev.stacktape.problem.StacktapeException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets whoever started an operation stop it. The operation looks at it between its steps; what
 * CloudFormation has begun by then goes on there. Thread-safe.
 */
public final class CancellationToken {
  private final AtomicBoolean cancelled = new AtomicBoolean();

  /** Asks the operation to stop at its next step. Asking again does nothing. */
  public void cancel() {
    cancelled.set(true);
  }

  /** Whether the operation was asked to stop. */
  public boolean isCancelled() {
    return cancelled.get();
  }

  /**
   * Goes on only when nobody asked to stop.
   *
   * @throws StacktapeException {@code CANCELLED}
   */
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new StacktapeException(
          EventCode.CANCELLED
              .error("The operation was stopped on request.")
              .hint("Run it again to carry on: every step finds what earlier runs have done."));
    }
  }
}

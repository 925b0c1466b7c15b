package dev.stacktape.event;

import dev.stacktape.problem.StacktapeException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets whoever started an operation stop it. The operation looks at it between its steps; what
 * CloudFormation has begun by then goes on there. Thread-safe.
 */
public final class CancellationToken {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean takenBack = new AtomicBoolean();

  /** Asks the operation to stop at its next step. Asking again does nothing. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Asks the operation to stop at its next step, and where CloudFormation is at work for it by
   * then, to have that taken back and to wait until it is.
   */
  public void takeBack() {
    takenBack.set(true);
  }

  /** Whether the operation was asked to stop. */
  public boolean isCancelled() {
    return cancelled.get() || takenBack.get();
  }

  /** Whether it was asked to wait until what CloudFormation does is taken back. */
  public boolean isToBeTakenBack() {
    return takenBack.get() && !cancelled.get();
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

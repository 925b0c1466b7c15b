package dev.stacktape.local.lambda;

import java.time.Duration;

/** Runs tasks after a delay; tests run them at once. */
@FunctionalInterface
interface Delays extends AutoCloseable {
  /**
   * Runs a task on another thread when the delay has passed; quiet when the endpoint is stopped.
   */
  void after(Duration delay, Runnable task);

  /** Forgets what has not begun yet. */
  @Override
  default void close() {}
}

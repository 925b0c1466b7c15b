package dev.stacktape.maven;

import dev.stacktape.event.CancellationToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C. The JVM gives a shutdown hook a moment: the operation is told to stop, and gets the time
 * to give back its lock and to say where it stands.
 */
final class Interruption implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;

  private final CancellationToken token = new CancellationToken();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "stacktape-interruption");

  private Interruption() {}

  static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  CancellationToken token() {
    return token;
  }

  private void interrupted() {
    token.cancel();
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        // It does not stop in time. The JVM ends all the same; the lock expires by itself.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is already on its way out, and the hook is running.
      token.cancel();
    }
  }
}

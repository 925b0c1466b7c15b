package dev.stacktape.maven;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import java.io.Console;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C. The JVM runs a shutdown hook before it ends: while CloudFormation is at work, whoever
 * pressed it says whether that goes on or is taken back. The operation is told to stop, and gets
 * the time to give back its lock and to say where it stands.
 */
final class Interruption implements AutoCloseable, EventListener {
  private static final long GRACE_SECONDS = 10;
  private static final long LOOK_MILLIS = 100;

  private final CancellationToken token = new CancellationToken();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "stacktape-interruption");
  private final @Nullable Console terminal;
  private volatile OnInterrupt choice = OnInterrupt.ASK;
  private volatile boolean deploying;
  private volatile boolean atWork;

  /**
   * Not watching yet.
   *
   * @param terminal where somebody can be asked, null where nobody can
   */
  Interruption(@Nullable Console terminal) {
    this.terminal = terminal;
  }

  static Interruption watch(@Nullable Console terminal) {
    Interruption interruption = new Interruption(terminal);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  void onInterrupt(OnInterrupt wish) {
    choice = wish;
  }

  CancellationToken token() {
    return token;
  }

  /** Learns whether CloudFormation is carrying out a deployment. */
  @Override
  public void on(Event event) {
    if (event instanceof Event.PhaseStarted started) {
      deploying = started.phase() == Event.Phase.DEPLOY;
      atWork = false;
    } else if (event instanceof Event.PhaseFinished) {
      deploying = false;
      atWork = false;
    } else if (event instanceof Event.StackChanged stack && deploying) {
      atWork = stack.status().endsWith("_IN_PROGRESS") && !stack.status().contains("ROLLBACK");
    }
  }

  void interrupted() {
    try {
      if (atWork && isToBeTakenBack()) {
        token.takeBack();
        // A rollback takes as long as it takes; whoever has no patience kills the process, which
        // changes nothing at AWS.
        ended.await();
        return;
      }
      token.cancel();
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        // It does not stop in time. The JVM ends all the same; the lock expires by itself.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isToBeTakenBack() throws InterruptedException {
    return switch (choice) {
      case LEAVE -> false;
      case CANCEL -> true;
      case ASK -> terminal != null && ask(terminal);
    };
  }

  /** Waits for an answer, or for the end of the deployment, whichever comes first. */
  private boolean ask(Console console) throws InterruptedException {
    console.printf(
        "%nCloudFormation is at work on the stack. Cancel that, and wait until it is taken back?"
            + " [y/N] ");
    console.flush();
    try {
      while (!console.reader().ready()) {
        if (ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      String answer = console.readLine();
      return answer != null && answer.strip().matches("(?i)y|yes");
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is already on its way out, and the hook is running.
      if (!token.isToBeTakenBack()) {
        token.cancel();
      }
    }
  }
}

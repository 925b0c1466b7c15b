package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A stack's lock that this run holds, until it is closed. */
public final class HeldLock implements AutoCloseable {
  private static final Duration RENEWAL = Duration.ofSeconds(15);

  private final LockFile file;
  private final LockNote note;
  private final EventListener events;
  private final ScheduledExecutorService renewals;
  private String etag;
  private Instant written;
  private boolean lost;
  private @Nullable SdkException failure;

  private HeldLock(LockFile file, LockNote note, String etag, EventListener events) {
    this.file = file;
    this.note = note;
    this.etag = etag;
    this.events = events;
    this.written = file.clock().instant();
    this.renewals =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "stacktape-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A lock that was just written, and that is written anew from time to time. */
  static HeldLock renewing(LockFile file, LockNote note, String etag, EventListener events) {
    HeldLock held = new HeldLock(file, note, etag, events);
    long period = RENEWAL.toMillis();
    var unused =
        held.renewals.scheduleWithFixedDelay(held::renew, period, period, TimeUnit.MILLISECONDS);
    return held;
  }

  /** Writes the lock anew. A failure is left to the next renewal. */
  synchronized void renew() {
    if (lost) {
      return;
    }
    try {
      Optional<String> renewed = file.replace(etag, note);
      if (renewed.isPresent()) {
        etag = renewed.get();
      } else {
        adopt(file.read().orElse(null));
      }
      written = file.clock().instant();
      failure = null;
    } catch (SdkException notWritten) {
      failure = notWritten;
    }
  }

  private void adopt(LockFile.@Nullable Found found) {
    if (found != null && found.note().id().equals(note.id())) {
      // An earlier renewal went through and only its answer was lost.
      etag = found.etag();
    } else {
      lost = true;
    }
  }

  /**
   * Goes on only while the lock is held. To be asked before a step that cannot be taken back.
   *
   * @throws StacktapeException {@code STACK_LOCK_LOST} when another run has it, or somebody has
   *     broken it
   * @throws SdkException when it cannot be found out whether it is held still
   */
  public synchronized void check() {
    renew();
    if (lost) {
      throw new StacktapeException(
          DeployCode.STACK_LOCK_LOST
              .error(
                  "This run's lock was taken away: it had not been renewed in time, or somebody"
                      + " has broken it. Nothing more was done.")
              .hint("Look at who works on the stack, and run it again when they are done."));
    }
    SdkException why = failure;
    if (why != null && (!AwsErrors.isPassing(why) || isOld())) {
      throw why;
    }
  }

  private boolean isOld() {
    return file.clock().instant().isAfter(written.plus(DeploymentLock.LEASE));
  }

  /** Gives the lock back. That it cannot be given back is a warning only: it expires by itself. */
  @Override
  public void close() {
    renewals.shutdownNow();
    synchronized (this) {
      try {
        if (!lost && !file.remove(etag)) {
          // Not what was written last: that renewal's answer may have been lost, or the lock.
          file.read()
              .filter(found -> found.note().id().equals(note.id()))
              .ifPresent(found -> file.remove(found.etag()));
        }
      } catch (SdkException left) {
        events.on(
            new Event.Warned(
                DeployCode.STACK_LOCK_LEFT.warning(
                    "The stack's lock could not be given back; it frees itself in "
                        + DeploymentLock.LEASE.toSeconds()
                        + " seconds.")));
      }
    }
  }
}

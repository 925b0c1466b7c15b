package dev.stacktape.deploy;

import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.plan.LockHolder;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One operation at a time on a stack, across machines. The holder renews its lock while it works. A
 * lock that was not renewed for {@link #LEASE}, or whose process on this machine is gone, is taken
 * over, so that a killed run locks nobody out for long.
 */
public final class DeploymentLock {
  /** How long a lock holds without being renewed. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  private static final int TRIES = 5;

  private final S3Client s3;
  private final LockOwner owner;
  private final Clock clock;
  private final EventListener events;

  /** Locks in the name of this owner. */
  public DeploymentLock(S3Client s3, LockOwner owner, Clock clock, EventListener events) {
    this.s3 = s3;
    this.owner = owner;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Takes the lock.
   *
   * @param bucket the deployment bucket, which exists
   * @param operation a verb for whoever finds the lock taken, such as {@code deploy}
   * @throws StacktapeException {@code STACK_LOCKED} when somebody else holds it
   */
  public HeldLock acquire(String bucket, String operation) {
    LockFile file = file(bucket);
    LockNote mine =
        new LockNote(UUID.randomUUID().toString(), owner, operation, clock.instant().toString());
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<String> etag = file.create(mine);
      if (etag.isEmpty()) {
        etag = file.read().flatMap(found -> takeOver(file, mine, found));
      }
      if (etag.isPresent()) {
        return HeldLock.renewing(file, mine, etag.get(), events);
      }
    }
    throw new StacktapeException(
        DeployCode.STACK_LOCKED
            .error("Others take this stack's lock faster than this run could.")
            .hint("Run it again when they are done."));
  }

  private Optional<String> takeOver(LockFile file, LockNote mine, LockFile.Found found) {
    if (found.note().id().equals(mine.id())) {
      // The write went through and only its answer was lost.
      return Optional.of(found.etag());
    }
    if (!isAbandoned(found)) {
      throw new StacktapeException(locked(found));
    }
    Optional<String> etag = file.replace(found.etag(), mine);
    if (etag.isPresent()) {
      events.on(
          new Event.Noted(
              "An earlier "
                  + found.note().operation()
                  + " by "
                  + found.note().owner().title()
                  + " did not end properly; carrying on from where it left the stack."));
    }
    return etag;
  }

  private boolean isAbandoned(LockFile.Found found) {
    return found.note().owner().isGoneAsSeenBy(owner) || found.age().compareTo(LEASE) > 0;
  }

  /** Removes the lock of a run that was killed; for a run that finds nothing to do itself. */
  public void clearAbandoned(String bucket) {
    LockFile file = file(bucket);
    file.read().filter(this::isAbandoned).ifPresent(found -> file.remove(found.etag()));
  }

  /** Who holds the lock of a stack; empty when nobody does, or there is no such bucket. */
  public Optional<LockHolder> holder(String bucket) {
    return file(bucket).read().map(this::holder);
  }

  private LockHolder holder(LockFile.Found found) {
    LockNote note = found.note();
    return new LockHolder(
        note.id(),
        note.owner().title(),
        note.owner().pid(),
        note.operation(),
        note.since(),
        found.age(),
        isAbandoned(found));
  }

  /**
   * Takes a lock away from its holder, who finds out before its next step that cannot be taken
   * back, and stops. Only this lock: one that somebody else has taken meanwhile stays.
   *
   * @return false when it was given back meanwhile
   * @throws StacktapeException {@code STACK_LOCKED} when somebody else has it by now
   */
  public boolean breakLock(String bucket, LockHolder seen) {
    LockFile file = file(bucket);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<LockFile.Found> found = file.read();
      if (found.isEmpty()) {
        return false;
      }
      if (!found.get().note().id().equals(seen.id())) {
        throw new StacktapeException(locked(found.get()));
      }
      // It may be renewed between looking and removing.
      if (file.remove(found.get().etag())) {
        return true;
      }
    }
    throw new StacktapeException(
        DeployCode.STACK_LOCKED
            .error("The lock is renewed faster than it could be removed: its holder is at work.")
            .hint("Wait until it is done, or end that process."));
  }

  private static Problem locked(LockFile.Found found) {
    long free = Math.max(1, LEASE.minus(found.age()).toSeconds());
    return DeployCode.STACK_LOCKED
        .error(found.note().says() + ".")
        .hint(
            "Run it again when that is done. If that process is dead the lock frees itself in "
                + free
                + " seconds; stacktape:unlock breaks it.");
  }

  private LockFile file(String bucket) {
    return new LockFile(s3, bucket, clock);
  }
}

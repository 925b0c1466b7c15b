package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.aws.AwsErrors;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One operation at a time on a stack: the object {@code lock.json} in its deployment bucket,
 * written only when it is not there. The holder renews it while it works. A lock that was not
 * renewed for {@link #LEASE}, or whose process on this machine is gone, is taken over, so that a
 * killed run locks nobody out for long. Ages are measured by S3's clock, because the clocks of two
 * machines differ.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public final class DeploymentLock {
  /** How long a lock holds without being renewed. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  static final String KEY = "lock.json";
  private static final Duration RENEWAL = Duration.ofSeconds(15);
  private static final int TRIES = 5;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

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

  /** What stands in the object. */
  record Note(String id, LockOwner owner, String operation, String since) {}

  private record Found(Note note, String etag, Duration age) {}

  /**
   * Takes the lock.
   *
   * @param bucket the deployment bucket, which exists
   * @param operation a verb for whoever finds the lock taken, such as {@code deploy}
   * @throws StacktapeException {@code STACK_LOCKED} when somebody else holds it
   */
  public Held acquire(String bucket, String operation) {
    Note mine =
        new Note(UUID.randomUUID().toString(), owner, operation, clock.instant().toString());
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<String> etag = write(bucket, mine, put -> put.ifNoneMatch("*"));
      if (etag.isPresent()) {
        return new Held(bucket, mine, etag.get());
      }
      Optional<Found> found = read(bucket);
      if (found.isPresent()) {
        Optional<String> taken = takeOver(bucket, mine, found.get());
        if (taken.isPresent()) {
          return new Held(bucket, mine, taken.get());
        }
      }
    }
    throw new StacktapeException(
        DeployCode.STACK_LOCKED
            .error("Others take this stack's lock faster than this run could.")
            .hint("Run it again when they are done."));
  }

  private Optional<String> takeOver(String bucket, Note mine, Found found) {
    if (found.note().id().equals(mine.id())) {
      // The write went through and only its answer was lost.
      return Optional.of(found.etag());
    }
    if (!isAbandoned(found)) {
      throw new StacktapeException(locked(found));
    }
    Optional<String> etag = write(bucket, mine, put -> put.ifMatch(found.etag()));
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

  private boolean isAbandoned(Found found) {
    return found.note().owner().isGoneAsSeenBy(owner) || found.age().compareTo(LEASE) > 0;
  }

  /** Removes the lock of a run that was killed; for a run that finds nothing to do itself. */
  public void clearAbandoned(String bucket) {
    read(bucket).filter(this::isAbandoned).ifPresent(found -> remove(bucket, found));
  }

  private void remove(String bucket, Found found) {
    try {
      s3.deleteObject(delete -> delete.bucket(bucket).key(KEY).ifMatch(found.etag()));
    } catch (S3Exception answer) {
      // Somebody else was quicker, to take it over or to remove it.
      if (answer.statusCode() != 412 && answer.statusCode() != 409 && answer.statusCode() != 404) {
        throw answer;
      }
    }
  }

  private static Problem locked(Found found) {
    Note note = found.note();
    long free = Math.max(1, LEASE.minus(found.age()).toSeconds());
    return DeployCode.STACK_LOCKED
        .error(
            note.owner().title()
                + " (process "
                + note.owner().pid()
                + ") runs `"
                + note.operation()
                + "` on this stack since "
                + note.since()
                + ".")
        .hint(
            "Run it again when that is done. If that process is dead the lock frees itself in "
                + free
                + " seconds.");
  }

  /** The ETag of what was written, or empty when the condition did not hold. */
  private Optional<String> write(
      String bucket, Note note, Consumer<PutObjectRequest.Builder> condition) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(bucket).key(KEY).contentType("application/json");
    condition.accept(put);
    try {
      return Optional.of(s3.putObject(put.build(), RequestBody.fromBytes(bytes(note))).eTag());
    } catch (S3Exception answer) {
      // 409 is a write at the same moment; 404 is an If-Match on what was removed meanwhile.
      boolean gone = answer.statusCode() == 404 && !(answer instanceof NoSuchBucketException);
      if (answer.statusCode() == 412 || answer.statusCode() == 409 || gone) {
        return Optional.empty();
      }
      throw answer;
    }
  }

  private Optional<Found> read(String bucket) {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY));
      GetObjectResponse head = object.response();
      return Optional.of(new Found(note(object.asByteArray()), head.eTag(), age(head)));
    } catch (NoSuchKeyException | NoSuchBucketException none) {
      return Optional.empty();
    }
  }

  private Duration age(GetObjectResponse head) {
    Instant now =
        Optional.ofNullable(head.sdkHttpResponse())
            .flatMap(response -> response.firstMatchingHeader("Date"))
            .flatMap(DeploymentLock::httpDate)
            .orElseGet(clock::instant);
    return Duration.between(head.lastModified(), now);
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(Note note) {
    try {
      return JSON.writeValueAsBytes(note);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("A lock cannot be written", bug);
    }
  }

  private static Note note(byte[] bytes) {
    try {
      return JSON.readValue(bytes, Note.class);
    } catch (IOException unreadable) {
      throw new StacktapeException(
          DeployCode.STACK_LOCKED
              .error("The stack's lock is there but cannot be read.")
              .hint("Delete the object " + KEY + " from the stack's deployment bucket."),
          unreadable);
    }
  }

  /** The lock, until it is closed. */
  public final class Held implements AutoCloseable {
    private final String bucket;
    private final Note note;
    private final ScheduledExecutorService renewals;
    private String etag;
    private boolean lost;

    private Held(String bucket, Note note, String etag) {
      this.bucket = bucket;
      this.note = note;
      this.etag = etag;
      this.renewals =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "stacktape-lock");
                thread.setDaemon(true);
                return thread;
              });
      long period = RENEWAL.toMillis();
      var unused =
          renewals.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /** Writes the lock anew. A failure that passes leaves it to the next renewal. */
    synchronized void renew() {
      if (lost) {
        return;
      }
      try {
        Optional<String> renewed = write(bucket, note, put -> put.ifMatch(etag));
        if (renewed.isPresent()) {
          etag = renewed.get();
        } else {
          adopt(read(bucket).orElse(null));
        }
      } catch (SdkException failure) {
        if (!AwsErrors.isPassing(failure)) {
          lost = true;
        }
      }
    }

    private void adopt(@Nullable Found found) {
      if (found != null && found.note().id().equals(note.id())) {
        etag = found.etag();
      } else {
        lost = true;
      }
    }

    /**
     * Goes on only while the lock is held. To be asked before a step that cannot be taken back.
     *
     * @throws StacktapeException {@code STACK_LOCK_LOST}
     */
    public synchronized void check() {
      renew();
      if (lost) {
        throw new StacktapeException(
            DeployCode.STACK_LOCK_LOST
                .error(
                    "Another run took this stack's lock, because this one had not renewed it in"
                        + " time.")
                .hint("Run it again when the other one is done."));
      }
    }

    /**
     * Gives the lock back. That it cannot be given back is a warning only: it expires by itself.
     */
    @Override
    public void close() {
      renewals.shutdownNow();
      synchronized (this) {
        try {
          Optional<Found> found = read(bucket);
          if (found.isPresent() && found.get().note().id().equals(note.id())) {
            remove(bucket, found.get());
          }
        } catch (SdkException failure) {
          events.on(
              new Event.Warned(
                  DeployCode.STACK_LOCK_LEFT.warning(
                      "The stack's lock could not be given back; it frees itself in "
                          + LEASE.toSeconds()
                          + " seconds.")));
        }
      }
    }
  }
}

package dev.stacktape.deploy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The object {@code lock.json} in a deployment bucket. Every write and removal has a condition, so
 * that of two who try the same at once one finds out that the other was quicker.
 *
 * @param clock for answers that have no date; ages are measured by S3's own clock, because the
 *     clocks of two machines differ
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
record LockFile(S3Client s3, String bucket, Clock clock) {
  static final String KEY = "lock.json";

  /**
   * A lock that is there.
   *
   * @param age how long ago it was written
   */
  record Found(LockNote note, String etag, Duration age) {}

  /** Writes where there is none; the ETag of what was written, or empty when there is one. */
  Optional<String> create(LockNote note) {
    return write(note, put -> put.ifNoneMatch("*"));
  }

  /** Writes in place of exactly that; empty when it is no longer that. */
  Optional<String> replace(String etag, LockNote note) {
    return write(note, put -> put.ifMatch(etag));
  }

  Optional<Found> read() {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY));
      GetObjectResponse head = object.response();
      return Optional.of(new Found(LockNote.read(object.asByteArray()), head.eTag(), age(head)));
    } catch (NoSuchKeyException | NoSuchBucketException none) {
      return Optional.empty();
    }
  }

  /** Removes exactly that; whether it was still that, or nothing any more. */
  boolean remove(String etag) {
    try {
      s3.deleteObject(delete -> delete.bucket(bucket).key(KEY).ifMatch(etag));
      return true;
    } catch (S3Exception answer) {
      if (answer.statusCode() == 404) {
        return true;
      }
      if (answer.statusCode() == 412 || answer.statusCode() == 409) {
        return false;
      }
      throw answer;
    }
  }

  private Optional<String> write(LockNote note, Consumer<PutObjectRequest.Builder> condition) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(bucket).key(KEY).contentType("application/json");
    condition.accept(put);
    try {
      return Optional.of(s3.putObject(put.build(), RequestBody.fromBytes(note.bytes())).eTag());
    } catch (S3Exception answer) {
      // 409 is a write at the same moment; 404 is an If-Match on what was removed meanwhile.
      boolean gone = answer.statusCode() == 404 && !(answer instanceof NoSuchBucketException);
      if (answer.statusCode() == 412 || answer.statusCode() == 409 || gone) {
        return Optional.empty();
      }
      throw answer;
    }
  }

  private Duration age(GetObjectResponse head) {
    Instant now =
        Optional.ofNullable(head.sdkHttpResponse())
            .flatMap(response -> response.firstMatchingHeader("Date"))
            .flatMap(LockFile::httpDate)
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
}

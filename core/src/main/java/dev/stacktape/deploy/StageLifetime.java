package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * How long a stage lives after somebody has last deployed to it: an object {@code lifetime.json} in
 * the deployment bucket. A tag of the stack would be passed on to all of its resources, each of
 * which would change with it.
 *
 * @param seconds the time to live
 * @param since ISO-8601, when somebody said so last
 */
public record StageLifetime(long seconds, String since) {
  private static final String KEY = "lifetime.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A lifetime that was given at a point in time. */
  public static StageLifetime of(Duration time, Instant now) {
    return new StageLifetime(time.toSeconds(), now.toString());
  }

  /** Puts it into the bucket of its stage. */
  public void write(S3Client s3, String bucket) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(this);
      var unused =
          s3.putObject(
              put -> put.bucket(bucket).key(KEY).contentType("application/json"),
              RequestBody.fromBytes(bytes));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("A record of plain values can always be written", bug);
    }
  }

  /** Lets a stage live for ever. */
  public static void forget(S3Client s3, String bucket) {
    var unused = s3.deleteObject(delete -> delete.bucket(bucket).key(KEY));
  }

  /** That of a stage; empty for a stage that lives for ever, or whose object nobody can read. */
  public static Optional<StageLifetime> read(S3Client s3, String bucket) {
    try {
      byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY)).asByteArray();
      return Optional.of(JSON.readValue(bytes, StageLifetime.class));
    } catch (NoSuchKeyException | NoSuchBucketException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      // What is not understood ends nothing.
      return Optional.empty();
    }
  }
}

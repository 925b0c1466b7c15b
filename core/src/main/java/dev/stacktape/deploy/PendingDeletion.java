package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What remains to be done once a stack has been deleted, written down in the deployment bucket
 * before the deletion begins: a run that is killed in between can be finished by the next.
 *
 * @param stackId the stack that the consent was given for
 * @param buckets names of the buckets that were in it and whose loss was consented to
 */
record PendingDeletion(String stackId, List<String> buckets) {
  static final String KEY = "deletion.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  void write(S3Client s3, String bucket) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(this);
      s3.putObject(
          put -> put.bucket(bucket).key(KEY).contentType("application/json"),
          RequestBody.fromBytes(bytes));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("A pending deletion cannot be written", bug);
    }
  }

  static Optional<PendingDeletion> read(S3Client s3, String bucket) {
    try {
      byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY)).asByteArray();
      return Optional.of(JSON.readValue(bytes, PendingDeletion.class));
    } catch (NoSuchKeyException | NoSuchBucketException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(KEY + " in " + bucket + " cannot be read", unreadable);
    }
  }

  /** Takes the note away: whoever deploys again does not want the rest deleted. */
  static void forget(S3Client s3, String bucket) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(KEY));
  }
}

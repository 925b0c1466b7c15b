package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The object that a copy is made from.
 *
 * @param versionId as the client named it, or null
 */
record CopySource(Bucket bucket, String key, @Nullable String versionId, ObjectVersion version) {

  /**
   * Finds it by {@code x-amz-copy-source}, and checks the conditions on it.
   *
   * @throws AwsError when it is not there or a condition does not hold
   */
  static CopySource of(AwsRequest request, Buckets buckets) {
    String header = Objects.requireNonNullElse(request.header("x-amz-copy-source"), "");
    int question = header.indexOf("?versionId=");
    String versionId = question < 0 ? null : header.substring(question + "?versionId=".length());
    String path = S3Call.decode(question < 0 ? header : header.substring(0, question));
    String plain = path.startsWith("/") ? path.substring(1) : path;
    int slash = plain.indexOf('/');
    if (slash <= 0 || slash == plain.length() - 1) {
      throw new AwsError(
          400,
          "InvalidArgument",
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
    Bucket bucket = buckets.get(plain.substring(0, slash));
    String key = plain.substring(slash + 1);
    ObjectVersion version = bucket.find(key, versionId);
    ReadCondition.ofCopySource(request).check(version, 412);
    return new CopySource(bucket, key, versionId, version);
  }

  Path path() {
    return bucket.blobs().path(version.blob());
  }

  /** Whether the copy would go where its source is. */
  boolean is(S3Call call) {
    return versionId == null && bucket.name().equals(call.bucket()) && key.equals(call.key());
  }

  AwsResponse addTo(AwsResponse response) {
    return bucket.versioning().isEmpty()
        ? response
        : response.header("x-amz-copy-source-version-id", version.id());
  }
}

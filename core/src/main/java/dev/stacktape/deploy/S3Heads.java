package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Asks S3 by HEAD. An answer to HEAD has no body, so a refusal says no reason: expired credentials
 * look like any bad request, and a wrong clock like a missing permission. The same is then asked by
 * GET, which says it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
final class S3Heads {
  private S3Heads() {}

  /** What is said of an object, empty when it is not there. */
  static Optional<HeadObjectResponse> object(S3Client s3, String bucket, String key) {
    try {
      return Optional.of(s3.headObject(head -> head.bucket(bucket).key(key)));
    } catch (S3Exception answer) {
      if (answer.statusCode() == 404) {
        return Optional.empty();
      }
      if (saysNoReason(answer)) {
        sayWhy(() -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(key).range("bytes=0-0")));
      }
      throw answer;
    }
  }

  /**
   * Whether a bucket is there.
   *
   * @param owner the account that it has to belong to
   * @throws S3Exception also when it belongs to another account
   */
  static boolean bucket(S3Client s3, String bucket, String owner) {
    try {
      var unused = s3.headBucket(head -> head.bucket(bucket).expectedBucketOwner(owner));
      return true;
    } catch (S3Exception answer) {
      if (answer.statusCode() == 404) {
        return false;
      }
      if (saysNoReason(answer)) {
        sayWhy(() -> s3.getBucketLocation(get -> get.bucket(bucket).expectedBucketOwner(owner)));
      }
      throw answer;
    }
  }

  /** Throws the reason; returns when there is none, or another than for the refusal. */
  private static void sayWhy(Supplier<?> sameByGet) {
    try {
      var unused = sameByGet.get();
    } catch (S3Exception reason) {
      if (reason.statusCode() != 404) {
        throw reason;
      }
    }
  }

  private static boolean saysNoReason(S3Exception answer) {
    boolean refused = answer.statusCode() == 400 || answer.statusCode() == 403;
    // Where there is no code, the SDK may give the status as one.
    return refused && AwsErrors.code(answer).matches("\\d*");
  }
}

package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the present object for a write or delete to happen; checked in the same breath
 * as the write.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">
 *     Conditional requests</a>
 */
record WriteCondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
  static final WriteCondition NONE = new WriteCondition(null, null);

  static WriteCondition of(AwsRequest request) {
    String ifNoneMatch = request.header("if-none-match");
    if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
      throw new AwsError(
          501,
          "NotImplemented",
          "A header you provided implies functionality that is not implemented");
    }
    return new WriteCondition(request.header("if-match"), ifNoneMatch);
  }

  /**
   * Refuses when the condition does not hold.
   *
   * @throws AwsError {@code PreconditionFailed} or, for a missing object, {@code NoSuchKey}
   */
  void check(@Nullable ObjectVersion current) {
    if (ifNoneMatch != null && current != null) {
      throw failed();
    }
    if (ifMatch != null) {
      if (current == null) {
        throw S3Errors.noSuchKey();
      }
      if (!ifMatch.equals("*") && !ifMatch.replace("\"", "").equals(current.etag())) {
        throw failed();
      }
    }
  }

  static AwsError failed() {
    return new AwsError(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }
}

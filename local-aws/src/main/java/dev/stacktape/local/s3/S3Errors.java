package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;

/** Errors of S3 that come from several places, in AWS's words. */
final class S3Errors {
  private S3Errors() {}

  static AwsError noSuchBucket() {
    return new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static AwsError noSuchKey() {
    return new AwsError(404, "NoSuchKey", "The specified key does not exist.");
  }

  static AwsError noSuchVersion() {
    return new AwsError(404, "NoSuchVersion", "The specified version does not exist.");
  }

  static AwsError accessDenied() {
    return new AwsError(403, "AccessDenied", "Access Denied");
  }

  static AwsError invalidRequest(String message) {
    return new AwsError(400, "InvalidRequest", message);
  }

  static AwsError methodNotAllowed() {
    return new AwsError(
        405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  }
}

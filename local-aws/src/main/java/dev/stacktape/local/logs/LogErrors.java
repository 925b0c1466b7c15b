package dev.stacktape.local.logs;

import dev.stacktape.local.AwsError;

/** Errors of Logs that come from several places, in AWS's words. */
final class LogErrors {
  private LogErrors() {}

  static AwsError noSuchGroup() {
    return new AwsError(
        400, "ResourceNotFoundException", "The specified log group does not exist.");
  }

  static AwsError noSuchStream() {
    return new AwsError(
        400, "ResourceNotFoundException", "The specified log stream does not exist.");
  }

  static AwsError exists(String message) {
    return new AwsError(400, "ResourceAlreadyExistsException", message);
  }

  static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterException", message);
  }
}

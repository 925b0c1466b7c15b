package dev.stacktape.local.sqs;

import dev.stacktape.local.AwsError;

/** Errors of SQS that come from several places, in AWS's words. */
final class SqsErrors {
  private SqsErrors() {}

  static AwsError noSuchQueue() {
    return new AwsError(400, "QueueDoesNotExist", "The specified queue does not exist.");
  }

  static AwsError invalidHandle() {
    return new AwsError(404, "ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
  }

  static AwsError invalidValue(String message) {
    return new AwsError(400, "InvalidParameterValue", message);
  }

  static AwsError missing(String parameter) {
    return new AwsError(
        400, "MissingParameter", "The request must contain the parameter " + parameter + ".");
  }

  /** What the query protocol calls an error of the JSON protocol; clients still look for it. */
  static String queryCode(String code) {
    return switch (code) {
      case "QueueDoesNotExist" -> "AWS.SimpleQueueService.NonExistentQueue";
      case "QueueNameExists" -> "QueueAlreadyExists";
      case "EmptyBatchRequest",
          "TooManyEntriesInBatchRequest",
          "BatchEntryIdsNotDistinct",
          "BatchRequestTooLong",
          "InvalidBatchEntryId",
          "MessageNotInflight",
          "PurgeQueueInProgress",
          "UnsupportedOperation" ->
          "AWS.SimpleQueueService." + code;
      default -> code;
    };
  }
}

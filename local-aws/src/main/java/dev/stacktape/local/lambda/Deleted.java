package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;

/** Deleting what is not there any more is a success for CloudFormation. */
final class Deleted {
  private Deleted() {}

  static void ifMissing(AwsError error) {
    if (!error.code().equals("ResourceNotFoundException")) {
      throw error;
    }
  }
}

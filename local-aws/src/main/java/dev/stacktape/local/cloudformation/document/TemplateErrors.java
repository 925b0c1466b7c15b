package dev.stacktape.local.cloudformation.document;

import dev.stacktape.local.AwsError;

/** The errors that CloudFormation answers a bad template with. */
public final class TemplateErrors {
  private TemplateErrors() {}

  /** A {@code ValidationError}, which is what CloudFormation answers nearly everything with. */
  public static AwsError invalid(String message) {
    return new AwsError(400, "ValidationError", message);
  }

  static AwsError format(String message) {
    return invalid("Template format error: " + message);
  }

  static AwsError function(String message) {
    return invalid("Template error: " + message);
  }
}

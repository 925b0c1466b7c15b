package dev.stacktape.deploy;

import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * What Lambda says of a function, or of a version of it, that it is working on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Function
 *     states</a>
 */
final class FunctionState {
  private FunctionState() {}

  /** Whether Lambda is still at work on it. */
  static boolean isBusy(FunctionConfiguration function) {
    return "InProgress".equals(function.lastUpdateStatusAsString())
        || "Pending".equals(function.stateAsString());
  }

  /** Why it does not get ready, as a clause; empty where nothing went wrong. */
  static Optional<String> failure(FunctionConfiguration function) {
    if ("Failed".equals(function.stateAsString())) {
      return Optional.of("Lambda could not make it: " + function.stateReason());
    }
    return "Failed".equals(function.lastUpdateStatusAsString())
        ? Optional.of("Lambda could not take the change: " + function.lastUpdateStatusReason())
        : Optional.empty();
  }
}

package dev.stacktape.local.lambda;

import org.jspecify.annotations.Nullable;

/** Calls functions inside the process, for the services whose events lead to functions. */
public interface FunctionInvoker {

  /**
   * Calls a function and waits for its answer.
   *
   * @throws dev.stacktape.local.AwsError {@code ResourceNotFoundException}, {@code
   *     TooManyRequestsException} and whatever else the Invoke operation refuses with
   */
  Answer invoke(FunctionRef function, byte[] event);

  /** Has a function called later, with retries, and does not wait for its answer. */
  void invokeLater(FunctionRef function, byte[] event);

  /**
   * Whether the function's policy lets a service call it.
   *
   * @param principal such as {@code apigateway.amazonaws.com}
   * @param sourceArn of what the event comes from
   */
  boolean allows(FunctionRef function, String principal, String sourceArn);

  /**
   * What a function has answered.
   *
   * @param payload JSON
   * @param functionError null when the function succeeded
   * @param version that was run
   * @param logTail the end of its log, at most 4 KB
   */
  record Answer(
      String requestId,
      byte[] payload,
      @Nullable String functionError,
      String version,
      byte[] logTail) {}
}

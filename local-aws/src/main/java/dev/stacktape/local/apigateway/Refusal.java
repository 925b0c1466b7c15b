package dev.stacktape.local.apigateway;

import dev.stacktape.local.proxy.HttpAnswer;

/** Ends the way of a request with an answer of the gateway itself. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpAnswer answer;

  /**
   * A refusal.
   *
   * @param reason for the access log; the client does not see it
   */
  Refusal(int status, String message, String reason) {
    super(reason, null, false, false);
    this.answer = HttpAnswer.message(status, message);
  }

  static Refusal internal(String reason) {
    return new Refusal(500, "Internal Server Error", reason);
  }

  HttpAnswer answer() {
    return answer;
  }
}

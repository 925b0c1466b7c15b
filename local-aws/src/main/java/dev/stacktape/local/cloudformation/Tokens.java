package dev.stacktape.local.cloudformation;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.stack.StackState;
import org.jspecify.annotations.Nullable;

/** A call repeated with its {@code ClientRequestToken} does nothing and is answered the same. */
final class Tokens {
  private Tokens() {}

  /**
   * Whether a call was carried out before.
   *
   * @param use what the call does, in a word
   * @throws AwsError {@code TokenAlreadyExistsException} when the token was used for something else
   */
  static boolean isRepeated(StackState stack, @Nullable String token, String use) {
    if (token == null) {
      return false;
    }
    String before = stack.tokens().get(token);
    if (before != null && !before.equals(use)) {
      throw new AwsError(
          400,
          "TokenAlreadyExistsException",
          "Token " + token + " was already used for " + before + " of stack " + stack.name());
    }
    return before != null;
  }

  /** The stack's state with a token used up. */
  static StackState used(StackState stack, @Nullable String token, String use) {
    return token == null ? stack : stack.token(token, use);
  }
}

package dev.stacktape.maven;

import dev.stacktape.problem.StacktapeException;
import java.util.Locale;

/** What becomes of CloudFormation's work when somebody presses Ctrl-C. */
enum OnInterrupt {
  /** Asks, where there is a terminal; else it is left running. */
  ASK,
  /** It goes on by itself. */
  LEAVE,
  /** It is cancelled, and waited for until everything is taken back. */
  CANCEL;

  /**
   * The choice by its name.
   *
   * @throws StacktapeException {@code PARAMETER_INVALID}
   */
  static OnInterrupt of(String name) {
    try {
      return valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new StacktapeException(
          GoalCode.PARAMETER_INVALID
              .error("-Dstacktape.onInterrupt=" + name + " is not known.")
              .hint("Choose ask, leave or cancel."));
    }
  }
}

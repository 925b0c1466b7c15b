package dev.stacktape.maven;

import dev.stacktape.problem.StacktapeException;
import java.io.Console;
import java.util.Locale;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/** Asks a person, where there is one. */
final class Confirmation {
  private final boolean given;
  private final @Nullable Console terminal;

  private Confirmation(boolean given, @Nullable Console terminal) {
    this.given = given;
    this.terminal = terminal;
  }

  static Confirmation of(MavenSession session, boolean given) {
    return new Confirmation(
        given, session.getRequest().isInteractiveMode() ? Terminal.find().orElse(null) : null);
  }

  /**
   * Goes on only with a yes.
   *
   * @return whether a person has answered; false where the yes was given beforehand
   * @throws StacktapeException {@code NOT_CONFIRMED} on a no, and where nobody can be asked
   */
  boolean ask(String question, String goal) {
    if (given) {
      return false;
    }
    if (terminal == null) {
      throw new StacktapeException(
          GoalCode.NOT_CONFIRMED
              .error("There is no terminal to ask for a confirmation.")
              .hint(
                  "Read the plan above, then run the goal with -Dstacktape.autoConfirm=true: mvn stacktape:"
                      + goal
                      + " -Dstacktape.autoConfirm=true"));
    }
    String answer = terminal.readLine("%s [y/N] ", question);
    if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
      throw new StacktapeException(
          GoalCode.NOT_CONFIRMED.error("You said no. Nothing was changed."));
    }
    return true;
  }
}

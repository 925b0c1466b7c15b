package dev.stacktape.program;

import dev.stacktape.program.ProgramFailure.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from what the engine reports in what way a program failed. */
final class Failures {
  /** How the engine writes an error that nobody caught, in the middle of a report of its own. */
  private static final Pattern UNCAUGHT =
      Pattern.compile("`Err` value: (?:(\\w+): )?(.*?)\\R((?:\\s+at .*\\R?)*)", Pattern.DOTALL);

  private Failures() {}

  /**
   * What a program threw.
   *
   * @param lost whether it ended in a promise that nobody waits for
   */
  static ProgramFailure of(
      boolean lost, String name, String message, String stack, @Nullable List<String> path) {
    Kind kind =
        switch (message) {
          case "out of memory" -> Kind.MEMORY;
          case "stack overflow", "Maximum call stack size exceeded" -> Kind.RECURSION;
          default -> lost ? Kind.LOST : Kind.THREW;
        };
    return new ProgramFailure(kind, name, message, stack, path);
  }

  /** What the engine itself threw. */
  static ProgramFailure of(Throwable thrown) {
    String text = String.valueOf(thrown.getMessage());
    if (text.contains("Thread interrupted")) {
      return new ProgramFailure(Kind.TIMEOUT, "", text, "", null);
    }
    if (thrown instanceof StackOverflowError
        || text.contains("call stack exhausted")
        || text.contains("out of bounds memory access")) {
      return new ProgramFailure(Kind.RECURSION, "", text, "", null);
    }
    if (thrown instanceof OutOfMemoryError) {
      return new ProgramFailure(Kind.MEMORY, "", text, "", null);
    }
    Matcher uncaught = UNCAUGHT.matcher(text);
    return uncaught.find()
        ? of(
            false,
            uncaught.group(1) == null ? "Error" : uncaught.group(1),
            uncaught.group(2).strip(),
            uncaught.group(3),
            null)
        : new ProgramFailure(Kind.MEMORY, "", text, "", null);
  }
}

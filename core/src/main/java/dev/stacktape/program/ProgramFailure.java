package dev.stacktape.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that did not give what it was run for. Never leaves the engine. */
final class ProgramFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** In what way it failed. */
  enum Kind {
    /** An error was thrown. */
    THREW,
    /** It took too long. */
    TIMEOUT,
    /** The stack was used up. */
    RECURSION,
    /** The memory was used up. */
    MEMORY,
    /** An error ended in a promise that nobody waits for. */
    LOST,
    /** A promise that nobody keeps. */
    NEVER
  }

  private final Kind kind;
  private final String name;
  private final String stack;
  private final @Nullable List<String> path;

  /**
   * @param name of the class of the error
   * @param stack as the engine writes it, one frame a line; may be empty
   * @param path keys that lead to what is wrong in a result, where the error is about one
   */
  ProgramFailure(
      Kind kind, String name, String message, String stack, @Nullable List<String> path) {
    super(message, null, false, false);
    this.kind = kind;
    this.name = name;
    this.stack = stack;
    this.path = path == null ? null : List.copyOf(path);
  }

  Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  String stack() {
    return stack;
  }

  @Nullable List<String> path() {
    return path;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}

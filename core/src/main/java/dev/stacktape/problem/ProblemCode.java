package dev.stacktape.problem;

/**
 * A stable word for one kind of problem. Each package that reports problems has an enum of its
 * codes, and {@code docs/problems.md} is made of them.
 */
public interface ProblemCode {
  /** The word itself, such as {@code CONFIG_UNKNOWN_PROPERTY}. */
  String name();

  /** One sentence for the list of problems. */
  String meaning();

  /** An error of this code. */
  default Problem error(String message) {
    return Problem.error(name(), message);
  }

  /** A warning of this code. */
  default Problem warning(String message) {
    return Problem.warning(name(), message);
  }
}

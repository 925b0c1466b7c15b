package dev.stacktape.config;

import dev.stacktape.problem.Problem;

/** Ends the reading of a text that makes no sense beyond this point. Never leaves the package. */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  UnreadableException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}

package dev.stacktape.config;

import dev.stacktape.problem.Problem;

/**
 * Ends the resolving of one directive. Carries its problem still without a place, as only the
 * resolver knows where the directive stands. Never leaves the package.
 */
final class DirectiveFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  DirectiveFailure(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}

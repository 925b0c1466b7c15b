package dev.stacktape.config;

import dev.stacktape.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Ends the resolving of one directive. Carries its problem without a place where it is about the
 * directive, as only the resolver knows where that stands. Never leaves the package.
 */
final class DirectiveFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Problem problem;

  DirectiveFailure(@Nullable Problem problem) {
    super(problem == null ? "reported before" : problem.message(), null, false, false);
    this.problem = problem;
  }

  /** For a directive that needs another one which has failed. */
  static DirectiveFailure reportedBefore() {
    return new DirectiveFailure(null);
  }

  /** What is wrong, or null when that has been reported. */
  @Nullable Problem problem() {
    return problem;
  }
}

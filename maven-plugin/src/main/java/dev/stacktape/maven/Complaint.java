package dev.stacktape.maven;

import dev.stacktape.problem.Problem;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** How goals that act on no stack end with a problem. */
final class Complaint {
  private Complaint() {}

  /** Says the problem, and gives what ends the goal for it. */
  static MojoFailureException of(Problem problem, Log log) {
    log.error(problem.code() + ": " + problem.message());
    if (problem.hint() != null) {
      log.error("hint: " + problem.hint());
    }
    return new MojoFailureException(problem.code() + ", see above");
  }
}

package dev.stacktape.maven;

import dev.stacktape.operate.drift.DriftReport;
import dev.stacktape.plan.Plan;
import org.apache.maven.execution.MavenSession;

/** What scripts are told of a plan, or of drift, by the exit code. */
enum ExitCode {
  NO_CHANGES(0),
  CHANGES(2),
  DATA_LOSS(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  static ExitCode of(Plan plan) {
    if (!plan.losses().isEmpty()) {
      return DATA_LOSS;
    }
    return plan.route() == Plan.Route.NOTHING ? NO_CHANGES : CHANGES;
  }

  static ExitCode of(DriftReport report) {
    return report.isInSync() ? NO_CHANGES : CHANGES;
  }

  /**
   * Ends the JVM with this code once Maven has done everything else. Maven itself knows only 0 and
   * 1, and leaves no other way; a build that failed keeps its 1. Maven's daemon stays alive, and
   * then there is no exit code to set.
   */
  void afterBuild(MavenSession session) {
    if (this != NO_CHANGES) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    if (!session.getResult().hasExceptions()) {
                      Runtime.getRuntime().halt(code);
                    }
                  },
                  "stacktape-exit-code"));
    }
  }
}

package dev.stacktape.resource.rule;

import dev.stacktape.resource.container.JobProperties;

/**
 * Batch jobs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/batch/latest/APIReference/API_RegisterJobDefinition.html">RegisterJobDefinition</a>
 */
final class JobRules {
  private static final int MOST_ATTEMPTS = 10;
  private static final int SHORTEST_TIMEOUT = 60;

  private JobRules() {}

  static void job(JobProperties job, Place at) {
    if (job.resources().cpu() <= 0) {
      at.in("resources", "cpu").invalid("`cpu` must be more than 0.", null);
    }
    if (job.resources().gpu() != null && job.resources().gpu() < 1) {
      at.in("resources", "gpu").invalid("`gpu` must be at least 1.", "Remove it to use none.");
    }
    if (job.timeout() != null && job.timeout() < SHORTEST_TIMEOUT) {
      at.in("timeout")
          .invalid(
              "AWS Batch takes no `timeout` below %d seconds.".formatted(SHORTEST_TIMEOUT), null);
    }
    if (job.retryConfig() != null
        && job.retryConfig().attempts() != null
        && job.retryConfig().attempts() > MOST_ATTEMPTS) {
      at.in("retryConfig", "attempts")
          .doubt("AWS Batch starts a job at most %d times.".formatted(MOST_ATTEMPTS), null);
    }
    LoggingRules.containers(job.logging(), at.in("logging"));
    EventRules.ofJob(job.events(), at.in("events"));
  }
}

package dev.stacktape.operate.logs;

import dev.stacktape.operate.Since;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which logs are wanted.
 *
 * @param resources names of resources of the config, or of one of their logs, such as {@code api}
 *     and {@code api/access-logs}; empty for all logs of the stack
 * @param since from when on
 * @param pattern a filter in CloudWatch's syntax, null for all lines
 * @param limit how many lines at most; the newest are kept
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
public record LogQuery(List<String> resources, Since since, @Nullable String pattern, int limit) {
  /** How far back is looked where nothing else is said. */
  public static final Duration USUAL_TIME = Duration.ofHours(1);

  /** How many lines are read where nothing else is said. */
  public static final int USUAL_LIMIT = 500;

  /** More lines than this are not held in memory. */
  public static final int LARGEST_LIMIT = 10_000;

  public LogQuery {
    resources = List.copyOf(resources);
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw new IllegalArgumentException("The limit is from 1 to " + LARGEST_LIMIT + ": " + limit);
    }
  }
}

package dev.stacktape.local.cloudwatch;

import dev.stacktape.local.AwsError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is made of the values of a period.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">Statistics
 *     definitions</a>
 */
final class Statistic {
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d+)?|100)");

  private Statistic() {}

  /**
   * One value for many.
   *
   * @param name such as {@code Sum} or {@code p95}
   * @param values at least one
   * @throws AwsError {@code InvalidParameterValue}
   */
  static double of(String name, List<Double> values) {
    var stream = values.stream().mapToDouble(Double::doubleValue);
    return switch (name) {
      case "Sum" -> stream.sum();
      case "Average" -> stream.average().orElseThrow();
      case "Minimum" -> stream.min().orElseThrow();
      case "Maximum" -> stream.max().orElseThrow();
      case "SampleCount" -> values.size();
      default -> percentile(name, values);
    };
  }

  private static double percentile(String name, List<Double> values) {
    Matcher percentile = PERCENTILE.matcher(name);
    if (!percentile.matches()) {
      throw new AwsError(400, "InvalidParameterValue", "The embedded AWS has no statistic " + name);
    }
    List<Double> sorted = values.stream().sorted().toList();
    double rank = Double.parseDouble(percentile.group(1)) / 100 * sorted.size();
    return sorted.get(Math.max(0, (int) Math.ceil(rank) - 1));
  }
}

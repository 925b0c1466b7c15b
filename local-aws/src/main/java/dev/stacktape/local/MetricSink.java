package dev.stacktape.local;

import java.util.Map;

/** Writes to CloudWatch inside the process, for services that measure what they do. */
@FunctionalInterface
public interface MetricSink {
  /**
   * Keeps one value of each of several metrics, with the present time.
   *
   * @param namespace such as {@code AWS/Lambda}
   * @param dimensions such as {@code FunctionName} to a name
   * @param values by the names of the metrics
   */
  void record(String namespace, Map<String, String> dimensions, Map<String, Double> values);

  /** Keeps nothing. */
  static MetricSink none() {
    return (namespace, dimensions, values) -> {};
  }
}

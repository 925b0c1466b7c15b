package dev.stacktape.resource.alarm;

import dev.stacktape.config.ConfigValue;

/** What is made of the measurements of a period. */
public enum Statistic {
  @ConfigValue("avg")
  AVG,
  @ConfigValue("max")
  MAX,
  @ConfigValue("min")
  MIN,
  @ConfigValue("p90")
  P90,
  @ConfigValue("p95")
  P95,
  @ConfigValue("p99")
  P99,
  @ConfigValue("sum")
  SUM
}

package dev.stacktape.resource.alarm;

import dev.stacktape.config.ConfigValue;

/** How a measurement is compared with a threshold. */
public enum ComparisonOperator {
  @ConfigValue("GreaterThanOrEqualToThreshold")
  GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  @ConfigValue("GreaterThanThreshold")
  GREATER_THAN_THRESHOLD,
  @ConfigValue("LessThanOrEqualToThreshold")
  LESS_THAN_OR_EQUAL_TO_THRESHOLD,
  @ConfigValue("LessThanThreshold")
  LESS_THAN_THRESHOLD
}

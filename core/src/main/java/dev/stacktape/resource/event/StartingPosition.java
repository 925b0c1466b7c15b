package dev.stacktape.resource.event;

import dev.stacktape.config.ConfigValue;

/** Where reading of a stream starts. */
public enum StartingPosition {
  @ConfigValue("LATEST")
  LATEST,
  @ConfigValue("TRIM_HORIZON")
  TRIM_HORIZON
}

package dev.stacktape.resource.messaging;

import dev.stacktape.config.ConfigValue;

/** How much a stream can take. */
public enum StreamCapacity {
  @ConfigValue("ON_DEMAND")
  ON_DEMAND,
  @ConfigValue("PROVISIONED")
  PROVISIONED
}

package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.ConfigValue;

/** How many copies of a MongoDB cluster can take writes. */
public enum ElectableNodes {
  @ConfigValue("3")
  THREE,
  @ConfigValue("5")
  FIVE,
  @ConfigValue("7")
  SEVEN
}

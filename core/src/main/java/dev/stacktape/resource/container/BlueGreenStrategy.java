package dev.stacktape.resource.container;

import dev.stacktape.config.ConfigValue;

/** How traffic moves to a new version of a service. */
public enum BlueGreenStrategy {
  @ConfigValue("AllAtOnce")
  ALL_AT_ONCE,
  @ConfigValue("Canary10Percent15Minutes")
  CANARY_15_MINUTES,
  @ConfigValue("Canary10Percent5Minutes")
  CANARY_5_MINUTES,
  @ConfigValue("Linear10PercentEvery1Minutes")
  LINEAR_1_MINUTE,
  @ConfigValue("Linear10PercentEvery3Minutes")
  LINEAR_3_MINUTES
}

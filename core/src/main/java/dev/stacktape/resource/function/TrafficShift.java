package dev.stacktape.resource.function;

import dev.stacktape.config.ConfigValue;

/** How traffic moves to a new version of a function. */
public enum TrafficShift {
  @ConfigValue("AllAtOnce")
  ALL_AT_ONCE,
  @ConfigValue("Canary10Percent10Minutes")
  CANARY10PERCENT10MINUTES,
  @ConfigValue("Canary10Percent15Minutes")
  CANARY10PERCENT15MINUTES,
  @ConfigValue("Canary10Percent30Minutes")
  CANARY10PERCENT30MINUTES,
  @ConfigValue("Canary10Percent5Minutes")
  CANARY10PERCENT5MINUTES,
  @ConfigValue("Linear10PercentEvery10Minutes")
  LINEAR10PERCENT_EVERY10MINUTES,
  @ConfigValue("Linear10PercentEvery1Minute")
  LINEAR10PERCENT_EVERY1MINUTE,
  @ConfigValue("Linear10PercentEvery2Minutes")
  LINEAR10PERCENT_EVERY2MINUTES,
  @ConfigValue("Linear10PercentEvery3Minutes")
  LINEAR10PERCENT_EVERY3MINUTES
}

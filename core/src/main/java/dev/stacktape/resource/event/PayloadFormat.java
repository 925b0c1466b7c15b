package dev.stacktape.resource.event;

import dev.stacktape.config.ConfigValue;

/** The form of the event that a function receives for a request. */
public enum PayloadFormat {
  @ConfigValue("1.0")
  V1_0,
  @ConfigValue("2.0")
  V2_0
}

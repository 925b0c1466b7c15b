package dev.stacktape.resource.cache;

import dev.stacktape.config.ConfigValue;

/** A version of Redis. */
public enum RedisVersion {
  @ConfigValue("6.0")
  V6_0,
  @ConfigValue("6.2")
  V6_2,
  @ConfigValue("7.0")
  V7_0,
  @ConfigValue("7.1")
  V7_1;

  /** The family of parameter groups. */
  String family() {
    return this == V6_0 || this == V6_2 ? "redis6.x" : "redis7";
  }
}

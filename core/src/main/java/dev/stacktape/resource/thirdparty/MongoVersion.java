package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.ConfigValue;

/** A version of MongoDB. */
public enum MongoVersion {
  @ConfigValue("5.0")
  V5_0,
  @ConfigValue("6.0")
  V6_0,
  @ConfigValue("7.0")
  V7_0
}

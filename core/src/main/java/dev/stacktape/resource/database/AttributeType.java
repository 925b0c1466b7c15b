package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** What the values of a key attribute are. */
public enum AttributeType {
  @ConfigValue("binary")
  BINARY,
  @ConfigValue("number")
  NUMBER,
  @ConfigValue("string")
  STRING
}

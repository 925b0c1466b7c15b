package dev.stacktape.resource.cache;

import dev.stacktape.config.ConfigValue;

/** What a line of a Redis log looks like. */
public enum RedisLogFormat {
  @ConfigValue("json")
  JSON,
  @ConfigValue("text")
  TEXT
}

package dev.stacktape.resource.filesystem;

import dev.stacktape.config.ConfigValue;

/** What decides how fast a file system is: its size, its use or you. */
public enum ThroughputMode {
  @ConfigValue("bursting")
  BURSTING,
  @ConfigValue("elastic")
  ELASTIC,
  @ConfigValue("provisioned")
  PROVISIONED
}

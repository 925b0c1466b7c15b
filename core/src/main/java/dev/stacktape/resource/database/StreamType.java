package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** What is published about the change of an item. */
public enum StreamType {
  @ConfigValue("KEYS_ONLY")
  KEYS_ONLY,
  @ConfigValue("NEW_AND_OLD_IMAGES")
  NEW_AND_OLD_IMAGES,
  @ConfigValue("NEW_IMAGE")
  NEW_IMAGE,
  @ConfigValue("OLD_IMAGE")
  OLD_IMAGE
}

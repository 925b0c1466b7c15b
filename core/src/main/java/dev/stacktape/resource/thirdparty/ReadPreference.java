package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.ConfigValue;

/** Which copies of a MongoDB cluster are read from. */
public enum ReadPreference {
  @ConfigValue("analytics")
  ANALYTICS,
  @ConfigValue("primary")
  PRIMARY,
  @ConfigValue("secondary")
  SECONDARY
}

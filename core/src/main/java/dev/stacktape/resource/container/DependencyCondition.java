package dev.stacktape.resource.container;

import dev.stacktape.config.ConfigValue;

/** How far another container has to be. */
public enum DependencyCondition {
  @ConfigValue("COMPLETE")
  COMPLETE,
  @ConfigValue("HEALTHY")
  HEALTHY,
  @ConfigValue("START")
  START,
  @ConfigValue("SUCCESS")
  SUCCESS
}

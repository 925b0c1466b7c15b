package dev.stacktape.resource.container;

import dev.stacktape.config.ConfigValue;

/** When a container beside a service runs. */
public enum SideContainerType {
  @ConfigValue("always-running")
  ALWAYS_RUNNING,
  @ConfigValue("run-on-init")
  RUN_ON_INIT
}

package dev.stacktape.resource.agentcore;

import dev.stacktape.config.ConfigValue;

/** How much callers of a gateway learn of what went wrong. */
public enum ExceptionLevel {
  @ConfigValue("DEBUG")
  DEBUG
}

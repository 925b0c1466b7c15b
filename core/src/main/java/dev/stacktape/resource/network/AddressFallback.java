package dev.stacktape.resource.network;

import dev.stacktape.config.ConfigValue;

/** Whether a request without a good address counts. */
public enum AddressFallback {
  @ConfigValue("MATCH")
  MATCH,
  @ConfigValue("NO_MATCH")
  NO_MATCH
}

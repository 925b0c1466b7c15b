package dev.stacktape.resource.container;

import dev.stacktape.config.ConfigValue;

/** How an instance is checked. */
public enum HealthCheckProtocol {
  @ConfigValue("HTTP")
  HTTP,
  @ConfigValue("TCP")
  TCP
}

package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.ConfigValue;

/** How web pages are asked for. */
public enum WebProtocol {
  @ConfigValue("HTTP")
  HTTP,
  @ConfigValue("HTTPS")
  HTTPS
}

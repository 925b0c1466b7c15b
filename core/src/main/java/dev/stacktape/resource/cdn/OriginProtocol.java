package dev.stacktape.resource.cdn;

import dev.stacktape.config.ConfigValue;

/** How a server behind a CDN is spoken to. */
public enum OriginProtocol {
  @ConfigValue("HTTP")
  HTTP,
  @ConfigValue("HTTPS")
  HTTPS
}

package dev.stacktape.resource.cdn;

import dev.stacktape.config.ConfigValue;

/** A method of HTTP requests whose answers a CDN can keep. */
public enum CachedMethod {
  @ConfigValue("GET")
  GET,
  @ConfigValue("HEAD")
  HEAD,
  @ConfigValue("OPTIONS")
  OPTIONS
}

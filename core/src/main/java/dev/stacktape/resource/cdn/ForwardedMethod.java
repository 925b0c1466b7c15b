package dev.stacktape.resource.cdn;

import dev.stacktape.config.ConfigValue;

/** A method of HTTP requests that a CDN can pass on. */
public enum ForwardedMethod {
  @ConfigValue("DELETE")
  DELETE,
  @ConfigValue("GET")
  GET,
  @ConfigValue("HEAD")
  HEAD,
  @ConfigValue("OPTIONS")
  OPTIONS,
  @ConfigValue("PATCH")
  PATCH,
  @ConfigValue("POST")
  POST,
  @ConfigValue("PUT")
  PUT
}

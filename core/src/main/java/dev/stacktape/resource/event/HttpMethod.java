package dev.stacktape.resource.event;

import dev.stacktape.config.ConfigValue;

/** A method of HTTP requests, or all of them. */
public enum HttpMethod {
  @ConfigValue("*")
  ANY,
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

package dev.stacktape.resource.bucket;

import dev.stacktape.config.ConfigValue;

/** A method of HTTP requests that a bucket knows. */
public enum BucketMethod {
  @ConfigValue("*")
  ANY,
  @ConfigValue("DELETE")
  DELETE,
  @ConfigValue("GET")
  GET,
  @ConfigValue("HEAD")
  HEAD,
  @ConfigValue("PATCH")
  PATCH,
  @ConfigValue("POST")
  POST,
  @ConfigValue("PUT")
  PUT
}

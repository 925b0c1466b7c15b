package dev.stacktape.resource.container;

import dev.stacktape.config.ConfigValue;

/** What a program speaks. */
public enum ServiceProtocol {
  @ConfigValue("grpc")
  GRPC,
  @ConfigValue("http")
  HTTP,
  @ConfigValue("http2")
  HTTP2
}

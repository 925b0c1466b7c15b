package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.ConfigValue;

/** What a network load balancer takes in. */
public enum TransportProtocol {
  @ConfigValue("TCP")
  TCP,
  @ConfigValue("TLS")
  TLS
}

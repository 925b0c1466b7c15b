package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.ConfigValue;

/** From where a load balancer can be reached. */
public enum Reach {
  @ConfigValue("internal")
  INTERNAL,
  @ConfigValue("internet")
  INTERNET
}

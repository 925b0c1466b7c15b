package dev.stacktape.resource.container;

import dev.stacktape.config.ConfigValue;

/** What spreads requests to a private service. */
public enum PrivateLoadBalancerType {
  @ConfigValue("application-load-balancer")
  APPLICATION_LOAD_BALANCER,
  @ConfigValue("service-connect")
  SERVICE_CONNECT
}

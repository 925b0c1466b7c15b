package dev.stacktape.resource.network;

import dev.stacktape.config.ConfigValue;

/** What a firewall stands before. */
public enum FirewallScope {
  @ConfigValue("cdn")
  CDN,
  @ConfigValue("regional")
  REGIONAL
}

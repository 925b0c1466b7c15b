package dev.stacktape.resource.network;

import dev.stacktape.config.ConfigValue;

/** What a firewall does with requests that no rule takes. */
public enum FirewallDefault {
  @ConfigValue("Allow")
  ALLOW,
  @ConfigValue("Block")
  BLOCK
}

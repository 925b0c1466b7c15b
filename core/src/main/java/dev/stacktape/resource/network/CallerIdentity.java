package dev.stacktape.resource.network;

import dev.stacktape.config.ConfigValue;

/** What tells callers apart. */
public enum CallerIdentity {
  @ConfigValue("FORWARDED_IP")
  FORWARDED_IP,
  @ConfigValue("IP")
  IP
}

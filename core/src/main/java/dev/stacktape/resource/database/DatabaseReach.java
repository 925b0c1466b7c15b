package dev.stacktape.resource.database;

import dev.stacktape.config.ConfigValue;

/** From where a database can be reached. */
public enum DatabaseReach {
  @ConfigValue("internet")
  INTERNET,
  @ConfigValue("scoping-workloads-in-vpc")
  SCOPING_WORKLOADS_IN_VPC,
  @ConfigValue("vpc")
  VPC,
  @ConfigValue("whitelisted-ips-only")
  WHITELISTED_IPS_ONLY
}

package dev.stacktape.resource.cache;

import dev.stacktape.config.ConfigValue;

/** From where a Redis cluster can be reached. */
public enum RedisReach {
  @ConfigValue("scoping-workloads-in-vpc")
  SCOPING_WORKLOADS_IN_VPC,
  @ConfigValue("vpc")
  VPC
}

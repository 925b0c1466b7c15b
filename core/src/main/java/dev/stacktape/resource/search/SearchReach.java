package dev.stacktape.resource.search;

import dev.stacktape.config.ConfigValue;

/** From where an OpenSearch domain can be reached. */
public enum SearchReach {
  @ConfigValue("internet")
  INTERNET,
  @ConfigValue("scoping-workloads-in-vpc")
  SCOPING_WORKLOADS_IN_VPC,
  @ConfigValue("vpc")
  VPC
}

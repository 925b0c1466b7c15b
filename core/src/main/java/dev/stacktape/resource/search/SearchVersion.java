package dev.stacktape.resource.search;

import dev.stacktape.config.ConfigValue;

/** A version of OpenSearch. */
public enum SearchVersion {
  @ConfigValue("1.0")
  V1_0,
  @ConfigValue("1.1")
  V1_1,
  @ConfigValue("1.2")
  V1_2,
  @ConfigValue("1.3")
  V1_3,
  @ConfigValue("2.3")
  V2_3,
  @ConfigValue("2.5")
  V2_5,
  @ConfigValue("2.7")
  V2_7,
  @ConfigValue("2.9")
  V2_9,
  @ConfigValue("2.11")
  V2_11,
  @ConfigValue("2.13")
  V2_13,
  @ConfigValue("2.15")
  V2_15,
  @ConfigValue("2.17")
  V2_17
}

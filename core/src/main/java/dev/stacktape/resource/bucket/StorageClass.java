package dev.stacktape.resource.bucket;

import dev.stacktape.config.ConfigValue;

/** A kind of storage that objects can move to. */
public enum StorageClass {
  @ConfigValue("DEEP_ARCHIVE")
  DEEP_ARCHIVE,
  @ConfigValue("GLACIER")
  GLACIER,
  @ConfigValue("INTELLIGENT_TIERING")
  INTELLIGENT_TIERING,
  @ConfigValue("ONEZONE_IA")
  ONEZONE_IA,
  @ConfigValue("STANDARD_IA")
  STANDARD_IA
}

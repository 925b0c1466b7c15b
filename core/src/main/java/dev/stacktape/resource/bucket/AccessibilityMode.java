package dev.stacktape.resource.bucket;

import dev.stacktape.config.ConfigValue;

/** Who may use the objects of a bucket without permission of their own. */
public enum AccessibilityMode {
  @ConfigValue("private")
  PRIVATE,
  @ConfigValue("public-read")
  PUBLIC_READ,
  @ConfigValue("public-read-write")
  PUBLIC_READ_WRITE
}

package dev.stacktape.resource.function;

import dev.stacktape.config.ConfigValue;

/** The processor that code runs on. */
public enum Architecture {
  @ConfigValue("arm64")
  ARM64,
  @ConfigValue("x86_64")
  X86_64
}

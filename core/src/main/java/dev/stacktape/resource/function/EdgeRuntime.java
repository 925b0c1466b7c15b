package dev.stacktape.resource.function;

import dev.stacktape.config.ConfigValue;

/** What a function at the edge runs on. */
public enum EdgeRuntime {
  @ConfigValue("nodejs18.x")
  NODEJS18_X,
  @ConfigValue("nodejs20.x")
  NODEJS20_X,
  @ConfigValue("nodejs22.x")
  NODEJS22_X,
  @ConfigValue("nodejs24.x")
  NODEJS24_X,
  @ConfigValue("python3.8")
  PYTHON3_8,
  @ConfigValue("python3.9")
  PYTHON3_9,
  @ConfigValue("python3.10")
  PYTHON3_10,
  @ConfigValue("python3.11")
  PYTHON3_11,
  @ConfigValue("python3.12")
  PYTHON3_12,
  @ConfigValue("python3.13")
  PYTHON3_13
}

package dev.stacktape.resource.container;

import dev.stacktape.config.ConfigValue;

/** Virtual processors of a container. */
public enum Cpu {
  @ConfigValue("0.25")
  QUARTER,
  @ConfigValue("0.5")
  HALF,
  @ConfigValue("1")
  ONE,
  @ConfigValue("2")
  TWO,
  @ConfigValue("4")
  FOUR,
  @ConfigValue("8")
  EIGHT,
  @ConfigValue("16")
  SIXTEEN
}

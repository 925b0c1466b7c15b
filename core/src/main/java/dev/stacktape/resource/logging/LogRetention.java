package dev.stacktape.resource.logging;

import dev.stacktape.config.ConfigValue;

/** How long logs are kept, in days; the choices that CloudWatch offers. */
public enum LogRetention {
  @ConfigValue("1")
  DAYS_1,
  @ConfigValue("3")
  DAYS_3,
  @ConfigValue("5")
  DAYS_5,
  @ConfigValue("7")
  DAYS_7,
  @ConfigValue("14")
  DAYS_14,
  @ConfigValue("30")
  DAYS_30,
  @ConfigValue("60")
  DAYS_60,
  @ConfigValue("90")
  DAYS_90,
  @ConfigValue("120")
  DAYS_120,
  @ConfigValue("150")
  DAYS_150,
  @ConfigValue("180")
  DAYS_180,
  @ConfigValue("365")
  DAYS_365,
  @ConfigValue("400")
  DAYS_400,
  @ConfigValue("545")
  DAYS_545,
  @ConfigValue("731")
  DAYS_731,
  @ConfigValue("1827")
  DAYS_1827,
  @ConfigValue("3653")
  DAYS_3653;

  /** The number of days. */
  public int days() {
    return Integer.parseInt(name().substring("DAYS_".length()));
  }
}

package dev.stacktape.resource.gateway;

import dev.stacktape.config.ConfigValue;

/** What a line of an access log looks like. */
public enum LogFormat {
  @ConfigValue("CLF")
  CLF,
  @ConfigValue("CSV")
  CSV,
  @ConfigValue("JSON")
  JSON,
  @ConfigValue("XML")
  XML
}

package dev.stacktape.resource.auth;

import dev.stacktape.config.ConfigValue;

/** Whether a second proof is asked for. */
public enum MfaStatus {
  @ConfigValue("OFF")
  OFF,
  @ConfigValue("ON")
  ON,
  @ConfigValue("OPTIONAL")
  OPTIONAL
}

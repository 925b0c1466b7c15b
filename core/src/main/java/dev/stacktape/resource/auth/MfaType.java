package dev.stacktape.resource.auth;

import dev.stacktape.config.ConfigValue;

/** A second proof when signing in. */
public enum MfaType {
  @ConfigValue("EMAIL_OTP")
  EMAIL_OTP,
  @ConfigValue("SMS")
  SMS,
  @ConfigValue("SOFTWARE_TOKEN")
  SOFTWARE_TOKEN
}

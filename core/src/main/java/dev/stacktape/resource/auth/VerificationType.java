package dev.stacktape.resource.auth;

import dev.stacktape.config.ConfigValue;

/** How users confirm their address. */
public enum VerificationType {
  @ConfigValue("email-code")
  EMAIL_CODE,
  @ConfigValue("email-link")
  EMAIL_LINK,
  @ConfigValue("none")
  NONE,
  @ConfigValue("sms")
  SMS
}

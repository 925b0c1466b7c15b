package dev.stacktape.resource.network;

import dev.stacktape.config.ConfigValue;

/** What happens to a request. */
public enum FirewallAction {
  @ConfigValue("Allow")
  ALLOW,
  @ConfigValue("Block")
  BLOCK,
  @ConfigValue("Captcha")
  CAPTCHA,
  @ConfigValue("Challenge")
  CHALLENGE,
  @ConfigValue("Count")
  COUNT
}

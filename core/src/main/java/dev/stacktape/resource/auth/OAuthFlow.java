package dev.stacktape.resource.auth;

import dev.stacktape.config.ConfigValue;

/** A way in which an application gets tokens. */
public enum OAuthFlow {
  @ConfigValue("client_credentials")
  CLIENT_CREDENTIALS,
  @ConfigValue("code")
  CODE,
  @ConfigValue("implicit")
  IMPLICIT
}

package dev.stacktape.resource.auth;

import dev.stacktape.config.ConfigValue;

/** Who users may have an account with. */
public enum IdentityProviderType {
  @ConfigValue("Facebook")
  FACEBOOK,
  @ConfigValue("Google")
  GOOGLE,
  @ConfigValue("LoginWithAmazon")
  AMAZON,
  @ConfigValue("OIDC")
  OIDC,
  @ConfigValue("SAML")
  SAML,
  @ConfigValue("SignInWithApple")
  APPLE
}

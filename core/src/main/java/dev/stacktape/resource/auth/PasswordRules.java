package dev.stacktape.resource.auth;

import dev.stacktape.resource.Tree;
import java.util.List;

/** What passwords must look like, and the second proof when signing in. */
final class PasswordRules {
  private PasswordRules() {}

  static void addTo(Tree tree, UserPoolProperties pool) {
    PasswordPolicy policy = pool.passwordPolicy();
    if (policy != null) {
      tree.with(
          "Policies",
          new Tree()
              .with(
                  "PasswordPolicy",
                  new Tree()
                      .with("MinimumLength", policy.minimumLength())
                      .with("RequireLowercase", policy.requireLowercase())
                      .with("RequireNumbers", policy.requireNumbers())
                      .with("RequireSymbols", policy.requireSymbols())
                      .with("RequireUppercase", policy.requireUppercase())
                      .with(
                          "TemporaryPasswordValidityDays",
                          policy.temporaryPasswordValidityDays())));
    }
    Mfa mfa = pool.mfaConfiguration();
    if (mfa != null) {
      tree.with("MfaConfiguration", mfa.status() == null ? MfaStatus.OFF : mfa.status())
          .with("EnabledMfas", proofs(mfa));
    }
  }

  /** Without a word about it Cognito sends messages, which every pool here can. */
  private static List<String> proofs(Mfa mfa) {
    boolean isAsked = mfa.status() != null && mfa.status() != MfaStatus.OFF;
    if (isAsked && mfa.enabledTypes().isEmpty()) {
      return List.of("SMS_MFA");
    }
    return mfa.enabledTypes().stream()
        .map(
            type ->
                switch (type) {
                  case SMS -> "SMS_MFA";
                  case SOFTWARE_TOKEN -> "SOFTWARE_TOKEN_MFA";
                  case EMAIL_OTP -> "EMAIL_OTP";
                })
        .toList();
  }
}

package dev.stacktape.resource.auth;

import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.Inspection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Cognito refuses of a user pool as a whole. */
final class UserPoolChecks {
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final List<String> RESERVED = List.of("aws", "amazon", "cognito");

  private UserPoolChecks() {}

  static void check(Inspection<UserPoolProperties> inspection) {
    UserPoolProperties pool = inspection.properties();
    checkPrefix(inspection, UserPoolType.domainPrefix(inspection.resource(), inspection.stack()));
    EmailSettings sender = pool.emailConfiguration();
    boolean own = sender != null && sender.sesAddressArn() != null;
    InviteMessage invite = pool.inviteMessageConfig();
    needsSender(
        inspection,
        invite != null && !own && isGiven(invite.emailMessage(), invite.emailSubject()),
        "inviteMessageConfig");
    VerificationMessage message = pool.userVerificationMessageConfig();
    needsSender(
        inspection,
        message != null
            && !own
            && isGiven(
                message.emailMessageUsingCode(),
                message.emailMessageUsingLink(),
                message.emailSubjectUsingCode(),
                message.emailSubjectUsingLink()),
        "userVerificationMessageConfig");
    Mfa mfa = pool.mfaConfiguration();
    if (mfa != null
        && mfa.status() != null
        && mfa.status() != MfaStatus.OFF
        && mfa.enabledTypes().isEmpty()) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .warning("A second proof is asked for, but no kind is named: it is a code by SMS.")
              .hint("Name it, such as `enabledTypes: [SOFTWARE_TOKEN]`."),
          "mfaConfiguration");
    }
    if (mfa != null && mfa.enabledTypes().contains(MfaType.EMAIL_OTP) && !own) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("Cognito sends codes by e-mail only from an address of yours.")
              .hint("Add `emailConfiguration` with the `sesAddressArn` of the address."),
          "mfaConfiguration",
          "enabledTypes");
    }
  }

  private static boolean isGiven(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        return true;
      }
    }
    return false;
  }

  private static void needsSender(Inspection<?> inspection, boolean missing, String key) {
    if (missing) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .warning(
                  "By its documentation Cognito sends words of yours only from an address of"
                      + " yours.")
              .hint("Add `emailConfiguration` with the `sesAddressArn` of the address."),
          key);
    }
  }

  /** A warning, because the prefix may hold what only the deployment knows. */
  private static void checkPrefix(Inspection<?> inspection, String prefix) {
    if (DirectiveText.isDirective(prefix)) {
      return;
    }
    boolean reserved = RESERVED.stream().anyMatch(prefix::contains);
    if (reserved || !PREFIX.matcher(prefix).matches()) {
      inspection.report(
          VALUE_INVALID
              .warning(
                  "The address of the pages for signing in would begin with `%s`, which Cognito does not take."
                      .formatted(prefix))
              .hint(
                  reserved
                      ? "Set `hostedUiDomainPrefix` to something without aws, amazon and cognito."
                      : "Set `hostedUiDomainPrefix` to at most 63 small letters, digits and"
                          + " dashes."),
          "hostedUiDomainPrefix");
    }
  }
}

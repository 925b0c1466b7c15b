package dev.stacktape.resource.auth;

import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user pool sends to users, and as whom. */
final class UserPoolMessages {
  private static final int DEFAULT_INVITATION_DAYS = 31;

  private UserPoolMessages() {}

  /** By which confirmed address somebody gets back in who has forgotten the password. */
  static Tree recovery() {
    return new Tree()
        .with(
            "RecoveryMechanisms",
            List.of(mechanism("verified_email", 1), mechanism("verified_phone_number", 2)));
  }

  private static Map<String, Object> mechanism(String name, int priority) {
    return new Tree().with("Name", name).with("Priority", priority).build();
  }

  static Tree invitations(UserPoolProperties pool) {
    InviteMessage message = pool.inviteMessageConfig();
    Tree tree =
        new Tree()
            .with(
                "AllowAdminCreateUserOnly",
                Boolean.TRUE.equals(pool.allowOnlyAdminsToCreateAccount()))
            .with("UnusedAccountValidityDays", invitationDays(pool));
    if (message != null) {
      tree.with(
          "InviteMessageTemplate",
          new Tree()
              .with("EmailMessage", message.emailMessage())
              .with("EmailSubject", message.emailSubject())
              .with("SMSMessage", message.smsMessage()));
    }
    return tree;
  }

  /** Cognito takes one of two properties for it. */
  private static @Nullable Integer invitationDays(UserPoolProperties pool) {
    PasswordPolicy policy = pool.passwordPolicy();
    if (policy != null && policy.temporaryPasswordValidityDays() != null) {
      return null;
    }
    return pool.unusedAccountValidityDays() == null
        ? DEFAULT_INVITATION_DAYS
        : pool.unusedAccountValidityDays();
  }

  /** The addresses that a new user has to confirm. */
  static List<String> verified(UserPoolProperties pool) {
    VerificationType type = pool.userVerificationType();
    List<String> verified = new ArrayList<>();
    if (type == VerificationType.EMAIL_CODE
        || type == VerificationType.EMAIL_LINK
        || Boolean.TRUE.equals(pool.requireEmailVerification())) {
      verified.add("email");
    }
    if (type == VerificationType.SMS
        || Boolean.TRUE.equals(pool.requirePhoneNumberVerification())) {
      verified.add("phone_number");
    }
    return verified;
  }

  static Tree sender(@Nullable EmailSettings settings) {
    boolean own = settings != null && settings.sesAddressArn() != null;
    Tree tree = new Tree().with("EmailSendingAccount", own ? "DEVELOPER" : "COGNITO_DEFAULT");
    return settings == null
        ? tree
        : tree.with("SourceArn", settings.sesAddressArn())
            .with("From", settings.from())
            .with("ReplyToEmailAddress", settings.replyToEmailAddress());
  }

  static Tree verification(UserPoolProperties pool) {
    VerificationMessage message = pool.userVerificationMessageConfig();
    Tree tree =
        new Tree()
            .with(
                "DefaultEmailOption",
                pool.userVerificationType() == VerificationType.EMAIL_LINK
                    ? "CONFIRM_WITH_LINK"
                    : "CONFIRM_WITH_CODE");
    return message == null
        ? tree
        : tree.with("EmailMessage", message.emailMessageUsingCode())
            .with("EmailMessageByLink", message.emailMessageUsingLink())
            .with("EmailSubject", message.emailSubjectUsingCode())
            .with("EmailSubjectByLink", message.emailSubjectUsingLink())
            .with("SmsMessage", message.smsMessage());
  }
}

package dev.stacktape.resource.database;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Password;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who owns a database. */
record MasterPassword(String name, String user, Password password) {
  private static final String DEFAULT_USER = "db_master_user";

  static MasterPassword of(String name, @Nullable DatabaseCredentials credentials) {
    return credentials == null
        ? new MasterPassword(name, DEFAULT_USER, new Password(name, null))
        : new MasterPassword(
            name,
            Objects.requireNonNullElse(credentials.masterUserName(), DEFAULT_USER),
            new Password(name, credentials.masterUserPassword()));
  }

  Object value() {
    return password.value();
  }

  Object inAddress() {
    return password.inAddress();
  }

  /**
   * Adds the secret, where AWS makes the password up, and tells it which database it opens.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html">AWS::SecretsManager::SecretTargetAttachment</a>
   */
  void contribute(Contribution<?> to, String targetId, String targetType) {
    if (!password.isMadeUp()) {
      return;
    }
    password.contribute(to, user);
    to.add(
        LogicalId.of(name, "SecretTargetAttachment"),
        CfnResource.of(
            "AWS::SecretsManager::SecretTargetAttachment",
            new Tree()
                .with("SecretId", Fn.ref(password.secretId()))
                .with("TargetId", Fn.ref(targetId))
                .with("TargetType", targetType)
                .build()));
  }
}

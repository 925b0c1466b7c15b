package dev.stacktape.resource;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.name.LogicalId;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The password of a resource: the one that its config gives, or one that AWS makes up and keeps in
 * a secret. AWS's has letters and digits only, so that it can stand in an address as it is.
 *
 * @param given what the config says, or null
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html">AWS::SecretsManager::Secret</a>
 */
public record Password(String resourceName, @Nullable String given) {
  private static final int LENGTH = 32;

  /** Whether AWS makes it up. */
  public boolean isMadeUp() {
    return given == null;
  }

  /** Whether the config has it in plain text. */
  public boolean isLiteral() {
    return given != null && !DirectiveText.isDirective(given);
  }

  /** The template value. */
  public Object value() {
    return given != null
        ? given
        : Fn.sub("{{resolve:secretsmanager:${" + secretId() + "}:SecretString:password}}");
  }

  /**
   * The template value as it stands in an address. What a secret holds is known to AWS only and
   * stands there as it is.
   */
  public Object inAddress() {
    return isLiteral()
        ? URLEncoder.encode(Objects.requireNonNull(given), StandardCharsets.UTF_8)
            .replace("+", "%20")
        : value();
  }

  /** The logical id of the secret, where AWS makes the password up. */
  public String secretId() {
    return LogicalId.of(resourceName, "Secret");
  }

  /** Adds the secret, where AWS makes the password up; the user stands in it too. */
  public void contribute(Contribution<?> to, String user) {
    if (!isMadeUp()) {
      return;
    }
    to.add(
        secretId(),
        CfnResource.of(
                "AWS::SecretsManager::Secret",
                new Tree()
                    .with("Description", "User and password of " + resourceName)
                    .with(
                        "GenerateSecretString",
                        new Tree()
                            .with("SecretStringTemplate", "{\"username\":\"" + user + "\"}")
                            .with("GenerateStringKey", "password")
                            .with("PasswordLength", LENGTH)
                            .with("ExcludePunctuation", true))
                    .with("Tags", to.stack().tags().toList())
                    .build())
            .keepingData("RetainExceptOnCreate"));
  }
}

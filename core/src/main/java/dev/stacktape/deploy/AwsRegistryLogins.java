package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.artifact.registry.RegistryLogin;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.deploy.ImageRepository.SignedIn;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * The login for private registries of AWS in one region, which also opens those of other accounts
 * that let this one in.
 */
public final class AwsRegistryLogins implements RegistryLogins {
  private final ImageRepository repository;
  private final Supplier<SecretsManagerClient> secrets;
  private final Pattern hosts;
  private @Nullable SignedIn signedIn;

  /**
   * Signs in when it is first asked.
   *
   * @param secrets where the secrets of other registries are; asked for when one is needed
   */
  public AwsRegistryLogins(
      ImageRepository repository, Supplier<SecretsManagerClient> secrets, String region) {
    this.repository = repository;
    this.secrets = secrets;
    this.hosts =
        Pattern.compile(
            "\\d{12}\\.dkr\\.ecr\\." + Pattern.quote(region) + "\\.amazonaws\\.com(\\.cn)?");
  }

  @Override
  public synchronized Optional<RegistryLogin> of(String registry) {
    // What stands in for AWS on this machine has its registry there too.
    boolean candidate =
        hosts.matcher(registry).matches()
            || registry.startsWith("127.0.0.1")
            || registry.startsWith("localhost");
    if (!candidate) {
      return Optional.empty();
    }
    SignedIn there = signedIn == null ? repository.signIn() : signedIn;
    signedIn = there;
    return hosts.matcher(registry).matches() || registry.equals(there.host())
        ? Optional.of(there.login())
        : Optional.empty();
  }

  /** A secret with the keys {@code username} and {@code password}, as ECS wants it. */
  @Override
  public Optional<RegistryLogin> inSecret(String arn) {
    try {
      JsonNode secret =
          new ObjectMapper()
              .readTree(secrets.get().getSecretValue(get -> get.secretId(arn)).secretString());
      String user = secret.path("username").asText();
      return user.isEmpty()
          ? Optional.empty()
          : Optional.of(new RegistryLogin(user, secret.path("password").asText()));
    } catch (SecretsManagerException notForUs) {
      return Optional.empty(); // ECS reads it with its own role, whatever we may do
    } catch (JsonProcessingException somethingElse) {
      return Optional.empty();
    }
  }
}

package dev.stacktape.artifact.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Who to be at which registry. */
@FunctionalInterface
public interface RegistryLogins {

  /** The login for a registry such as {@code 123456789012.dkr.ecr.eu-west-1.amazonaws.com}. */
  Optional<RegistryLogin> of(String registry);

  /**
   * The login that a secret of AWS's holds; empty where no secret can be read.
   *
   * @param arn of the secret
   */
  default Optional<RegistryLogin> inSecret(String arn) {
    return Optional.empty();
  }

  /** Nobody in particular. */
  static RegistryLogins none() {
    return registry -> Optional.empty();
  }

  /**
   * What {@code docker login} left in a {@code config.json}, credential helpers included.
   *
   * @param file need not be there
   */
  static RegistryLogins dockerConfig(Path file) {
    return registry -> {
      try {
        return DockerConfigCredentialRetriever.create(registry, file)
            .retrieve(ignored -> {})
            .map(RegistryLogins::login);
      } catch (IOException unreadable) {
        return Optional.empty(); // most images need no login, and the registry says when one does
      }
    };
  }

  /** These first, then others. */
  default RegistryLogins or(RegistryLogins others) {
    RegistryLogins first = this;
    return new RegistryLogins() {
      @Override
      public Optional<RegistryLogin> of(String registry) {
        return first.of(registry).or(() -> others.of(registry));
      }

      @Override
      public Optional<RegistryLogin> inSecret(String arn) {
        return first.inSecret(arn).or(() -> others.inSecret(arn));
      }
    };
  }

  private static RegistryLogin login(Credential credential) {
    return new RegistryLogin(credential.getUsername(), credential.getPassword());
  }
}

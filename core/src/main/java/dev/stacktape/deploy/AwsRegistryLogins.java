package dev.stacktape.deploy;

import dev.stacktape.artifact.registry.RegistryLogin;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.deploy.ImageRepository.SignedIn;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The login for private registries of AWS in one region, which also opens those of other accounts
 * that let this one in.
 */
public final class AwsRegistryLogins implements RegistryLogins {
  private final ImageRepository repository;
  private final Pattern hosts;
  private @Nullable SignedIn signedIn;

  /** Signs in when it is first asked. */
  public AwsRegistryLogins(ImageRepository repository, String region) {
    this.repository = repository;
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
}

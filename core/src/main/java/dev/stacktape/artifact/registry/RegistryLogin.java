package dev.stacktape.artifact.registry;

/** User and password for one registry. */
public record RegistryLogin(String user, String password) {

  /** Passwords stay out of logs and messages. */
  @Override
  public String toString() {
    return user + ":***";
  }
}

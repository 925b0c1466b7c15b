package dev.stacktape.local.ecr;

import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code GetAuthorizationToken} hands out: user and password for the registry. The password
 * names the region, which nothing else in a request to the registry does.
 */
record RegistryToken(String region, Instant expiresAt) {
  private static final Duration VALID = Duration.ofHours(12);
  private static final String USER = "AWS";

  static RegistryToken of(String region, Instant now) {
    return new RegistryToken(region, now.plus(VALID));
  }

  /** {@code AWS:<password>}, in base64. */
  String text() {
    String password =
        encoded(Document.json(Map.of("region", region, "expiration", expiresAt.getEpochSecond())));
    return encoded(USER + ":" + password);
  }

  /** Reads an {@code Authorization} header; empty when it is none of ours, or has expired. */
  static Optional<RegistryToken> read(String header, Instant now) {
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      String[] login = decoded(header.substring("Basic ".length()).strip()).split(":", 2);
      if (login.length != 2 || !login[0].equals(USER)) {
        return Optional.empty();
      }
      Document password = Document.parse(decoded(login[1]));
      RegistryToken token =
          new RegistryToken(
              password.required("region"), Instant.ofEpochSecond(password.number("expiration", 0)));
      return now.isAfter(token.expiresAt()) ? Optional.empty() : Optional.of(token);
    } catch (RuntimeException somethingElse) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}

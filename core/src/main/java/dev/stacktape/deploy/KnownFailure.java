package dev.stacktape.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reason that AWS gives for a failed resource, and what to do about it. They stand in {@code
 * known-failures.txt}, which is read only when something has failed.
 *
 * @param reason found in the text of the event; the first that matches counts
 */
record KnownFailure(Pattern reason, String hint) {
  private static final String FILE = "known-failures.txt";

  /** What to do about a reason, empty when it is not known. */
  static Optional<String> hintFor(String reason) {
    return all().stream()
        .filter(known -> known.reason().matcher(reason).find())
        .map(KnownFailure::hint)
        .findFirst();
  }

  static List<KnownFailure> all() {
    List<KnownFailure> all = new ArrayList<>();
    Pattern reason = null;
    for (String line : text().lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        reason = Pattern.compile(line.strip());
      } else {
        all.add(
            new KnownFailure(
                Objects.requireNonNull(reason, "A hint without a reason"), line.strip()));
      }
    }
    return all;
  }

  private static String text() {
    try (InputStream in = KnownFailure.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

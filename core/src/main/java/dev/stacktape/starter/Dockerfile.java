package dev.stacktape.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Dockerfile at the top of the project.
 *
 * @param listens whether it says that something listens on a port
 */
record Dockerfile(boolean listens) {
  private static final Pattern EXPOSE = Pattern.compile("(?im)^\\s*EXPOSE\\s");

  static Optional<Dockerfile> in(Path directory) {
    Path file = directory.resolve("Dockerfile");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Dockerfile(EXPOSE.matcher(Files.readString(file)).find()));
    } catch (IOException unreadable) {
      return Optional.of(new Dockerfile(false));
    }
  }
}

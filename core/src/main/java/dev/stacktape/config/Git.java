package dev.stacktape.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Asks git. An interface so that loading a config starts no process in tests. */
@FunctionalInterface
public interface Git {
  /**
   * Runs {@code git <arguments>} in a folder.
   *
   * @return what it printed, without the line break at the end
   * @throws IOException when git is not there, fails or takes too long; the message says which
   */
  String run(Path directory, List<String> arguments) throws IOException;
}

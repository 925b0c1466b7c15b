package dev.stacktape.config;

import java.nio.file.Path;

/**
 * The text of a config and where it came from.
 *
 * @param name what to call it in messages, usually its path relative to the working directory
 * @param directory what paths in the config are relative to
 * @param text the whole text, decoded
 */
public record ConfigSource(String name, Path directory, String text) {

  /** The file; one of that name need not exist when the text was given in memory. */
  public Path file() {
    return directory.resolve(name.substring(name.lastIndexOf('/') + 1));
  }
}

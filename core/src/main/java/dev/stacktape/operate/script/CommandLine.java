package dev.stacktape.operate.script;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to be.
 *
 * @param words the program and its arguments
 * @param directory to run in
 * @param environment all of its variables, nothing is inherited
 */
public record CommandLine(List<String> words, Path directory, Map<String, String> environment) {
  public CommandLine {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** Without arguments and environment, which may hold secrets. */
  @Override
  public String toString() {
    return words.get(0) + " in " + directory;
  }
}

package dev.stacktape.config;

import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import org.jspecify.annotations.Nullable;

/**
 * A config as it was read, before its directives are resolved.
 *
 * @param source where it came from
 * @param root the whole document
 * @param program what gave it, when the config is a program
 */
public record ConfigDocument(
    ConfigSource source, Node.Mapping root, @Nullable ConfigProgram program) {

  /**
   * Reads a config of any format; null with the reason among the problems.
   *
   * @param programs runs the config when it is a program
   */
  public static @Nullable ConfigDocument read(
      ConfigSource source, ConfigPrograms programs, Problems problems) {
    if (!ConfigFiles.isProgram(source.file())) {
      Node.Mapping root = ConfigReader.read(source, problems);
      return root == null ? null : new ConfigDocument(source, root, null);
    }
    try {
      return ConfigProgram.evaluate(source, programs, problems);
    } catch (StacktapeException e) {
      problems.addAll(e.problems());
      return null;
    }
  }
}

package dev.stacktape.starter;

import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first config of a project.
 *
 * @param files what is written, by path relative to the project
 * @param found what the config was written for, each in a few words
 */
public record Starter(Map<Path, String> files, List<String> found) {
  /** The config's name. */
  public static final String CONFIG = "stacktape.yml";

  public Starter {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    found = List.copyOf(found);
  }

  /** The config for a project. Nothing is written yet. */
  public static Starter of(Project project) {
    return new StarterConfig(project).starter();
  }

  /**
   * Writes the files. None of them may be there.
   *
   * @throws StacktapeException {@code STARTER_CONFIG_EXISTS}, {@code STARTER_NOT_WRITTEN}
   */
  public void writeTo(Path directory) {
    files.keySet().stream()
        .map(directory::resolve)
        .filter(Files::exists)
        .findFirst()
        .ifPresent(
            file -> {
              throw exists(file);
            });
    files.forEach((path, text) -> write(directory.resolve(path), text));
  }

  /** What is said where there is a config. */
  public static StacktapeException exists(Path file) {
    return new StacktapeException(
        StarterCode.STARTER_CONFIG_EXISTS
            .error("There is " + file.getFileName() + " already, and nothing is overwritten.")
            .hint("Go on with it: mvn stacktape:validate. Or take it away and run this again."));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException quicker) {
      throw exists(file);
    } catch (IOException failure) {
      throw new StacktapeException(
          StarterCode.STARTER_NOT_WRITTEN
              .error("The file " + file + " cannot be written: " + failure.getMessage())
              .hint("Look at the rights on its folder."),
          failure);
    }
  }
}

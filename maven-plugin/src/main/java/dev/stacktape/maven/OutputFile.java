package dev.stacktape.maven;

import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the user asked for. */
final class OutputFile {
  private OutputFile() {}

  static void write(Path file, String text) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new StacktapeException(
          GoalCode.FILE_NOT_WRITTEN
              .error(file + " cannot be written: " + e.getMessage())
              .hint("Check that the folder is yours to write to, or choose another file."),
          e);
    }
  }
}

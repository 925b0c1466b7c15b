package dev.stacktape.maven;

import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A CloudFormation template that the user named. */
final class TemplateFile {
  private TemplateFile() {}

  static Template read(Path file) {
    try {
      return TemplateText.parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException none) {
      throw new StacktapeException(
          GoalCode.FILE_NOT_READ
              .error("There is no file " + file + ".")
              .hint(
                  "Name a CloudFormation template in YAML or JSON, such as stacktape:synth writes."),
          none);
    } catch (IOException e) {
      throw new StacktapeException(
          GoalCode.FILE_NOT_READ
              .error(file + " cannot be read: " + e.getMessage())
              .hint(
                  "Name a CloudFormation template in YAML or JSON, such as stacktape:synth writes."),
          e);
    }
  }
}

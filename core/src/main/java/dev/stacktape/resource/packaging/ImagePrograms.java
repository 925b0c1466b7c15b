package dev.stacktape.resource.packaging;

import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.python.PythonProject;
import dev.stacktape.resource.Tree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** From the options of a language to the program that goes into an image. */
final class ImagePrograms {
  private static final String NODE = "24";
  private static final String PYTHON = "3.12";

  private ImagePrograms() {}

  static Program java(@Nullable LanguageSpecificConfig options) {
    return new Program.Java(
        options == null || options.javaVersion() == null
            ? 0
            : Integer.parseInt(Tree.textOf(options.javaVersion())));
  }

  static Program javaScript(@Nullable LanguageSpecificConfig options, Path directory) {
    String version =
        options == null || options.nodeVersion() == null
            ? NODE
            : Tree.textOf(options.nodeVersion());
    return new Program.JavaScript(version, ProgramOptions.javaScript(options, directory));
  }

  static Program python(
      @Nullable LanguageSpecificConfig options,
      Path file,
      @Nullable String application,
      PythonProject project) {
    String version =
        options == null || options.pythonVersion() == null
            ? PYTHON
            : Tree.textOf(options.pythonVersion());
    Program.Serving serving =
        options == null || options.runAppAs() == null
            ? null
            : Program.Serving.valueOf(Tree.textOf(options.runAppAs()));
    return new Program.Python(
        version,
        project.moduleOf(file).replace('/', '.'),
        application,
        serving,
        ProgramOptions.python(options, project));
  }
}

package dev.stacktape.resource.packaging;

import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.packaging.LanguageSpecificConfig.ModuleFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the options of a language to the program that goes into an image. */
final class ImagePrograms {
  private static final String NODE = "24";
  private static final String PYTHON = "3.12";

  private ImagePrograms() {}

  static Program java(@Nullable LanguageSpecificConfig options) {
    int release =
        options == null || options.javaVersion() == null
            ? 0
            : Integer.parseInt(Tree.textOf(options.javaVersion()));
    return new Program.Java(release);
  }

  static Program javaScript(@Nullable LanguageSpecificConfig options, Path directory) {
    if (options == null) {
      return new Program.JavaScript(NODE, null, null, true, List.of(), List.of());
    }
    return new Program.JavaScript(
        options.nodeVersion() == null ? NODE : Tree.textOf(options.nodeVersion()),
        options.outputModuleFormat() == null
            ? null
            : options.outputModuleFormat() == ModuleFormat.ES_MODULES,
        path(directory, options.tsConfigPath()),
        !Boolean.TRUE.equals(options.disableSourceMaps()),
        options.dependenciesToExcludeFromBundle(),
        new ArrayList<>(options.dependenciesToExcludeFromDeploymentPackage()));
  }

  static Program python(
      @Nullable LanguageSpecificConfig options, @Nullable String application, Path directory) {
    if (options == null) {
      return new Program.Python(
          PYTHON, application, null, null, List.of(), List.of(), List.of(), List.of());
    }
    return new Program.Python(
        options.pythonVersion() == null ? PYTHON : Tree.textOf(options.pythonVersion()),
        application,
        options.runAppAs() == null
            ? null
            : Program.Serving.valueOf(Tree.textOf(options.runAppAs())),
        path(directory, options.packageManagerFile()),
        options.uvOptionalDependencies(),
        options.uvWithGroups(),
        options.uvWithoutGroups(),
        options.uvOnlyGroups());
  }

  private static @Nullable Path path(Path directory, @Nullable String relative) {
    return relative == null ? null : directory.resolve(relative).normalize();
  }
}

package dev.stacktape.resource.packaging;

import dev.stacktape.artifact.JavaScriptOptions;
import dev.stacktape.artifact.PythonOptions;
import dev.stacktape.artifact.python.PythonProject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the config says about one language, as packaging wants to know it. */
public final class ProgramOptions {
  private ProgramOptions() {}

  /**
   * How JavaScript is bundled.
   *
   * @param directory the folder of the config
   */
  public static JavaScriptOptions javaScript(
      @Nullable LanguageSpecificConfig config, Path directory) {
    if (config == null) {
      return JavaScriptOptions.defaults();
    }
    return new JavaScriptOptions(
        resolved(directory, config.tsConfigPath()),
        Boolean.TRUE.equals(config.emitTsDecoratorMetadata()),
        config.dependenciesToExcludeFromBundle(),
        format(config.outputModuleFormat()),
        !Boolean.TRUE.equals(config.disableSourceMaps()),
        resolved(directory, config.outputSourceMapsTo()));
  }

  /** Which dependencies Python code is packaged with. */
  public static PythonOptions python(
      @Nullable LanguageSpecificConfig config, PythonProject project) {
    return config == null
        ? new PythonOptions(
            project.root(), project.manifest(), List.of(), List.of(), List.of(), List.of())
        : new PythonOptions(
            project.root(),
            project.manifest(),
            config.uvOptionalDependencies(),
            config.uvWithGroups(),
            config.uvWithoutGroups(),
            config.uvOnlyGroups());
  }

  private static JavaScriptOptions.@Nullable ModuleFormat format(
      LanguageSpecificConfig.@Nullable ModuleFormat wanted) {
    if (wanted == null) {
      return null;
    }
    return switch (wanted) {
      case COMMON_JS -> JavaScriptOptions.ModuleFormat.COMMON_JS;
      case ES_MODULES -> JavaScriptOptions.ModuleFormat.ES_MODULES;
    };
  }

  private static @Nullable Path resolved(Path directory, @Nullable String path) {
    return path == null ? null : directory.resolve(path).normalize();
  }
}

package dev.stacktape.resource.function;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.JavaScriptOptions;
import dev.stacktape.artifact.JavaScriptOptions.ModuleFormat;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.packaging.LanguageSpecificConfig;
import dev.stacktape.resource.packaging.ProgramOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The code of a function in JavaScript or TypeScript: all of it becomes one file, {@code index}.
 */
record JavaScriptCode(
    Inspection<FunctionProperties> inspection,
    @Nullable LanguageSpecificConfig config,
    FileChoice files) {

  /** What a variable of Node.js must say for stack traces to name lines of the source. */
  private static final String SOURCE_MAPS = "--enable-source-maps";

  /** Lambda turns off what newer versions of Node.js do by themselves. */
  private static final String MIXED_MODULES =
      " --experimental-require-module --experimental-detect-module";

  private static final int FIRST_WITH_MIXED_MODULES = 22;

  FunctionCode read(Path file, @Nullable String method, String runtime, String architecture) {
    String handler = "index." + (method == null ? "default" : method);
    JavaScriptOptions options = options();
    return new FunctionCode(
        handler,
        runtime,
        architecture,
        environment(options, runtime),
        new ArtifactSpec.JavaScriptFunction(
            inspection.resource().name(),
            file,
            handler,
            runtime,
            architecture,
            options,
            withoutUnpackaged(),
            SourceCode.place(inspection)));
  }

  private JavaScriptOptions options() {
    return ProgramOptions.javaScript(config, inspection.stack().directory());
  }

  /** The language has a second word for dependencies that stay out of the package. */
  private FileChoice withoutUnpackaged() {
    if (config == null) {
      return files;
    }
    List<String> excluded = new ArrayList<>(files.excludedDependencies());
    excluded.addAll(config.dependenciesToExcludeFromDeploymentPackage());
    return new FileChoice(files.directory(), files.include(), files.exclude(), excluded);
  }

  private static Map<String, String> environment(JavaScriptOptions options, String runtime) {
    if (!options.sourceMaps()) {
      return Map.of();
    }
    boolean mixed =
        options.formatFor(runtime) == ModuleFormat.ES_MODULES
            && JavaScriptOptions.nodeVersion(runtime) >= FIRST_WITH_MIXED_MODULES;
    return Map.of("NODE_OPTIONS", mixed ? SOURCE_MAPS + MIXED_MODULES : SOURCE_MAPS);
  }
}

package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PACKAGE_FILE_NOT_FOUND;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.python.PythonProject;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.packaging.LanguageSpecificConfig;
import dev.stacktape.resource.packaging.ProgramOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The code of a function in Python: the handler's module follows from where its file is. */
record PythonCode(
    Inspection<FunctionProperties> inspection,
    @Nullable LanguageSpecificConfig config,
    FileChoice files) {

  Optional<FunctionCode> read(
      Path file, @Nullable String method, String runtime, String architecture) {
    String named = config == null ? null : config.packageManagerFile();
    Path directory = inspection.stack().directory();
    Path manifest = named == null ? null : directory.resolve(named).normalize();
    if (manifest != null && !Files.isRegularFile(manifest)) {
      inspection.report(
          PACKAGE_FILE_NOT_FOUND
              .error("There is no file `%s`.".formatted(named))
              .hint("Paths start from the folder of the config."),
          "packaging",
          "properties",
          "languageSpecificConfig",
          "packageManagerFile");
      return Optional.empty();
    }
    warnOfImageOptions();
    PythonProject project = PythonProject.of(file, directory, manifest);
    String handler = project.moduleOf(file) + "." + (method == null ? "handler" : method);
    return Optional.of(
        new FunctionCode(
            handler,
            runtime,
            architecture,
            Map.of(),
            new ArtifactSpec.PythonFunction(
                inspection.resource().name(),
                file,
                handler,
                runtime,
                architecture,
                ProgramOptions.python(config, project),
                files,
                SourceCode.place(inspection))));
  }

  private void warnOfImageOptions() {
    if (config == null) {
      return;
    }
    inspection.withoutEffect(
        config.runAppAs() != null,
        "Lambda calls the handler itself",
        "packaging",
        "properties",
        "languageSpecificConfig",
        "runAppAs");
    inspection.withoutEffect(
        Boolean.TRUE.equals(config.minify()),
        "code is packaged as it was written, so that stack traces fit it",
        "packaging",
        "properties",
        "languageSpecificConfig",
        "minify");
  }
}

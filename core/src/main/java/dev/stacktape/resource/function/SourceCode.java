package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.ENTRY_FILE_UNSUPPORTED;
import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.RUNTIME_MISMATCH;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.FileChoice;
import dev.stacktape.problem.Location;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.packaging.Buildpack;
import dev.stacktape.resource.packaging.Language;
import dev.stacktape.resource.packaging.LanguageOptions;
import dev.stacktape.resource.packaging.LanguageSpecificConfig;
import dev.stacktape.resource.packaging.MissingCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The code of a function that is packaged out of its source. */
final class SourceCode {
  private static final Pattern FILE_AND_HANDLER = Pattern.compile("(.+\\.\\w+):(\\w+)");
  private static final Object[] ENTRY = {"packaging", "properties", "entryfilePath"};

  private final Inspection<FunctionProperties> inspection;
  private final Buildpack buildpack;
  private final String architecture;
  private final String entry;
  private final @Nullable String method;

  SourceCode(Inspection<FunctionProperties> inspection, Buildpack buildpack, String architecture) {
    this.inspection = inspection;
    this.buildpack = buildpack;
    this.architecture = architecture;
    Matcher parts = FILE_AND_HANDLER.matcher(buildpack.entryfilePath());
    boolean both = parts.matches();
    this.entry = both ? parts.group(1) : buildpack.entryfilePath();
    this.method = both ? parts.group(2) : buildpack.handlerFunction();
  }

  /** The file with the handler, without what may follow after a colon. */
  static String fileOf(Buildpack buildpack) {
    Matcher parts = FILE_AND_HANDLER.matcher(buildpack.entryfilePath());
    return parts.matches() ? parts.group(1) : buildpack.entryfilePath();
  }

  Optional<FunctionCode> read() {
    if (buildpack.handlerFunction() != null && !buildpack.handlerFunction().equals(method)) {
      inspection.report(
          PROPERTY_CONFLICT
              .error(
                  "`entryfilePath` names the handler `%s`, but `handlerFunction` names `%s`."
                      .formatted(method, buildpack.handlerFunction()))
              .hint("Remove one of the two."),
          "packaging",
          "properties",
          "handlerFunction");
      return Optional.empty();
    }
    Optional<Language> language = Language.ofFile(entry);
    if (language.isEmpty()) {
      inspection.report(
          ENTRY_FILE_UNSUPPORTED
              .error("`%s` is in no language that can be packaged.".formatted(entry))
              .hint("Known extensions: " + String.join(", ", Language.knownExtensions())),
          ENTRY);
      return Optional.empty();
    }
    Path file = inspection.stack().directory().resolve(entry).normalize();
    if (!Files.isRegularFile(file)) {
      inspection.report(
          MissingCode.problem(
                  "There is no file `%s`.".formatted(entry), file, inspection.stack().directory())
              .hint("Paths start from the folder of the config, %s.".formatted(folder())),
          ENTRY);
      return withoutFile(language.get(), file);
    }
    LanguageOptions.check(
        inspection, language.get(), "packaging", "properties", "languageSpecificConfig");
    return code(language.get(), file);
  }

  /** As much of it as the config says, so that all else can be checked where no code is. */
  private Optional<FunctionCode> withoutFile(Language language, Path file) {
    LanguageOptions.check(
        inspection, language, "packaging", "properties", "languageSpecificConfig");
    String runtime = runtime(language);
    return isRuntimeOf(inspection, language, runtime)
        ? Optional.of(notYetPackaged(language, file, runtime))
        : Optional.empty();
  }

  private String folder() {
    Path name = inspection.stack().directory().getFileName();
    return name == null ? "the root" : "`" + name + "`";
  }

  private Optional<FunctionCode> code(Language language, Path file) {
    FileChoice files =
        new FileChoice(
            inspection.stack().directory(),
            buildpack.includeFiles(),
            buildpack.excludeFiles(),
            buildpack.excludeDependencies());
    if (language == Language.JAVA) {
      return new JavaCode(inspection, buildpack, file, method).read(architecture, files);
    }
    String runtime = runtime(language);
    if (!isRuntimeOf(inspection, language, runtime)) {
      return Optional.empty();
    }
    LanguageSpecificConfig config = buildpack.languageSpecificConfig();
    return switch (language) {
      case JAVASCRIPT ->
          Optional.of(
              new JavaScriptCode(inspection, config, files)
                  .read(file, method, runtime, architecture));
      case PYTHON ->
          new PythonCode(inspection, config, files).read(file, method, runtime, architecture);
      default -> Optional.of(notYetPackaged(language, file, runtime));
    };
  }

  /** The code of a language that can be synthesized already. */
  private FunctionCode notYetPackaged(Language language, Path file, String runtime) {
    String handler = handler(language, file);
    return new FunctionCode(
        handler,
        runtime,
        architecture,
        Map.of(),
        new ArtifactSpec.SourceFunction(
            inspection.resource().name(),
            file,
            language.title(),
            handler,
            runtime,
            architecture,
            place(inspection)));
  }

  static Location place(Inspection<FunctionProperties> inspection) {
    return inspection.resource().at(ENTRY);
  }

  /** Whether the language runs on the runtime; reports when not. */
  static boolean isRuntimeOf(
      Inspection<FunctionProperties> inspection, Language language, String runtime) {
    if (language.runtimes().contains(runtime)) {
      return true;
    }
    inspection.report(
        RUNTIME_MISMATCH
            .error("%s code does not run on `%s`.".formatted(language.title(), runtime))
            .hint("Use one of %s.".formatted(String.join(", ", language.runtimes()))),
        "runtime");
    return false;
  }

  private String runtime(Language language) {
    LambdaRuntime wanted = inspection.properties().runtime();
    if (wanted != null) {
      return Tree.textOf(wanted);
    }
    LanguageSpecificConfig options = buildpack.languageSpecificConfig();
    if (options != null && language == Language.JAVASCRIPT && options.nodeVersion() != null) {
      return "nodejs" + Tree.textOf(options.nodeVersion()) + ".x";
    }
    if (options != null && language == Language.PYTHON && options.pythonVersion() != null) {
      return "python" + Tree.textOf(options.pythonVersion());
    }
    return language.runtimes().get(0);
  }

  private String handler(Language language, Path file) {
    String fileName = String.valueOf(file.getFileName());
    String base = fileName.substring(0, fileName.lastIndexOf('.'));
    return language == Language.GO
        ? "bootstrap"
        : base + "." + (method == null ? "handler" : method);
  }
}

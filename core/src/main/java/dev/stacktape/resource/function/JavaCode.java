package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.ENTRY_FILE_UNSUPPORTED;
import static dev.stacktape.resource.ResourceCode.RUNTIME_TOO_OLD;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.packaging.Buildpack;
import dev.stacktape.resource.packaging.Language;
import dev.stacktape.resource.packaging.LanguageSpecificConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code of a function in Java or Kotlin: the handler's class follows from where its source file
 * is, or from what it says.
 */
final class JavaCode {
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.$\\p{L}]+)\\s*;", Pattern.MULTILINE);
  private static final Path USUAL_ROOT = Path.of("src", "main", "java");
  private static final String DEFAULT_RUNTIME = "java21";
  private static final List<Integer> CURRENT_RELEASES = List.of(17, 21, 25);

  private final Inspection<FunctionProperties> inspection;
  private final Buildpack buildpack;
  private final Path file;
  private final @Nullable String method;

  JavaCode(
      Inspection<FunctionProperties> inspection,
      Buildpack buildpack,
      Path file,
      @Nullable String method) {
    this.inspection = inspection;
    this.buildpack = buildpack;
    this.file = file;
    this.method = method;
  }

  Optional<FunctionCode> read(String architecture, FileChoice files) {
    Optional<JavaModule> module = module();
    String runtime = runtime(module.map(JavaModule::release).orElse(0));
    Optional<String> className = className(module);
    if (!SourceCode.isRuntimeOf(inspection, Language.JAVA, runtime)
        || !runs(module, runtime)
        || className.isEmpty()) {
      return Optional.empty();
    }
    String handler = method == null ? className.get() : className.get() + "::" + method;
    return Optional.of(
        new FunctionCode(
            handler,
            runtime,
            architecture,
            Map.of(),
            new ArtifactSpec.JavaFunction(
                inspection.resource().name(),
                file,
                handler,
                runtime,
                architecture,
                files,
                SourceCode.place(inspection))));
  }

  private Optional<JavaModule> module() {
    List<JavaModule> modules = inspection.stack().modules();
    // Plugins of other languages do not always tell Maven of their source folders.
    return modules.stream()
        .filter(module -> root(module) != null)
        .findFirst()
        .or(
            () ->
                modules.stream()
                    .filter(module -> file.startsWith(module.directory().normalize()))
                    .max(Comparator.comparingInt(module -> module.directory().getNameCount())));
  }

  private @Nullable Path root(JavaModule module) {
    return module.sourceRoots().stream()
        .map(Path::normalize)
        .filter(file::startsWith)
        .findFirst()
        .orElse(null);
  }

  private String runtime(int release) {
    LambdaRuntime wanted = inspection.properties().runtime();
    if (wanted != null) {
      return Tree.textOf(wanted);
    }
    LanguageSpecificConfig options = buildpack.languageSpecificConfig();
    if (options != null && options.javaVersion() != null) {
      return runtimeOf(options.javaVersion());
    }
    return CURRENT_RELEASES.stream()
        .filter(current -> release > 0 && current >= release)
        .findFirst()
        .map(current -> "java" + current)
        .orElse(release > 0 ? "java25" : DEFAULT_RUNTIME);
  }

  /** Lambda has no runtime for every version; the next newer one runs the code as well. */
  private static String runtimeOf(LanguageSpecificConfig.JavaVersion version) {
    return switch (version) {
      case JAVA_8 -> "java8.al2";
      case JAVA_11 -> "java11";
      case JAVA_17 -> "java17";
      case JAVA_19, JAVA_21 -> "java21";
      case JAVA_25 -> "java25";
    };
  }

  private boolean runs(Optional<JavaModule> module, String runtime) {
    int release = module.map(JavaModule::release).orElse(0);
    int provided = Integer.parseInt(runtime.replaceAll("java(\\d+).*", "$1"));
    if (release <= provided) {
      return true;
    }
    inspection.report(
        RUNTIME_TOO_OLD
            .error(
                "%s is compiled for Java %d, but the function runs on `%s`."
                    .formatted(module.map(JavaModule::id).orElse("The module"), release, runtime))
            .hint(
                release <= 25
                    ? "Remove `runtime` and `javaVersion`, or lower `maven.compiler.release`."
                    : "Lower `maven.compiler.release` to 25, the newest that Lambda runs."),
        inspection.properties().runtime() == null
            ? new Object[] {"packaging", "properties", "entryfilePath"}
            : new Object[] {"runtime"});
    return false;
  }

  private Optional<String> className(Optional<JavaModule> module) {
    String fileName = String.valueOf(file.getFileName());
    String simpleName = fileName.substring(0, fileName.lastIndexOf('.'));
    if (fileName.toLowerCase(Locale.ROOT).endsWith(".kt")) {
      return text().map(text -> new KotlinFile(simpleName, text).className(method));
    }
    Path root = module.map(this::root).orElse(null);
    if (root == null) {
      root = usualRoot();
    }
    if (root == null) {
      return packageLine().map(name -> name.isEmpty() ? simpleName : name + "." + simpleName);
    }
    StringBuilder name = new StringBuilder();
    Path folder = root.relativize(file).getParent();
    if (folder != null) {
      folder.forEach(part -> name.append(part).append('.'));
    }
    return Optional.of(name.append(simpleName).toString());
  }

  /** The part of the path up to {@code src/main/java}, or null. */
  private @Nullable Path usualRoot() {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (folder.endsWith(USUAL_ROOT)) {
        return folder;
      }
    }
    return null;
  }

  private Optional<String> packageLine() {
    return text()
        .map(
            text -> {
              Matcher line = PACKAGE.matcher(text);
              return line.find() ? line.group(1) : "";
            });
  }

  private Optional<String> text() {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      inspection.report(
          ENTRY_FILE_UNSUPPORTED
              .error("`%s` cannot be read as a source file.".formatted(file.getFileName()))
              .hint("It must be text in UTF-8."),
          "packaging",
          "properties",
          "entryfilePath");
      return Optional.empty();
    }
  }
}

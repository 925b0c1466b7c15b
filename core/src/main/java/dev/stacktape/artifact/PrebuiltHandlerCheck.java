package dev.stacktape.artifact;

import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_HANDLER_MISSING;

import dev.stacktape.artifact.ArtifactSpec.Prebuilt;
import dev.stacktape.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Whether Lambda is going to find the handler in what the user built. Each runtime has its own way
 * from the handler to a file.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda's
 *     runtimes</a>
 */
final class PrebuiltHandlerCheck {
  private static final String LAYERS = "/opt/";

  private final Prebuilt function;
  private final Map<String, Part> parts = new TreeMap<>();

  PrebuiltHandlerCheck(Prebuilt function, List<Part> parts) {
    this.function = function;
    parts.forEach(part -> this.parts.put(part.path(), part));
  }

  /** What is wrong with the handler, if anything; without a place. */
  Optional<Problem> check() throws IOException {
    String handler = function.handler();
    if (function.layered() || handler.startsWith(LAYERS)) {
      return Optional.empty();
    }
    String family = function.runtime().replaceAll("[\\d.].*$", "");
    return switch (family) {
      case "nodejs" -> node(handler);
      case "python" -> python(handler);
      case "java" -> java(handler);
      case "ruby" -> oneOf(handler.split("\\.", 2)[0] + ".rb");
      case "dotnet" -> oneOf(handler.split("::", 2)[0] + ".dll");
      case "provided" -> bootstrap();
      default -> Optional.empty();
    };
  }

  /** The name of a file ends at its first dot, and packages are looked for as well. */
  private Optional<Problem> node(String handler) {
    int name = handler.lastIndexOf('/') + 1;
    int dot = handler.indexOf('.', name);
    String module = dot < 0 ? handler : handler.substring(0, dot);
    if (has("node_modules/" + module + ".js") || has("node_modules/" + module + "/package.json")) {
      return Optional.empty();
    }
    return oneOf(module + ".js", module + ".mjs", module + ".cjs");
  }

  private Optional<Problem> python(String handler) {
    int dot = handler.lastIndexOf('.');
    String module = (dot < 0 ? handler : handler.substring(0, dot)).replace('.', '/');
    boolean compiled =
        parts.keySet().stream()
            .anyMatch(path -> path.startsWith(module + ".") && path.endsWith(".so"));
    return compiled
        ? Optional.empty()
        : oneOf(module + ".py", module + "/__init__.py", module + ".pyc");
  }

  private Optional<Problem> java(String handler) throws IOException {
    String file = handler.split("::", 2)[0].replace('.', '/') + ".class";
    Part found = parts.get(file);
    if (found != null) {
      return tooNew(found);
    }
    for (Part part : parts.values()) {
      boolean library = part.path().startsWith("lib/") && part.path().endsWith(".jar");
      if (library && holds(part, file)) {
        return Optional.empty();
      }
    }
    return Optional.of(missing(file, "nor is it in a jar in lib/. "));
  }

  private Optional<Problem> tooNew(Part found) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    found.source().unpackTo(bytes);
    try (InputStream in = new ByteArrayInputStream(bytes.toByteArray())) {
      Survey.Compiled compiled = new Survey.Compiled(found.path(), ClassFile.readRelease(in));
      return FunctionChecks.runtime(
          function.name(), function.runtime(), new Survey(compiled, List.of()));
    }
  }

  private static boolean holds(Part jar, String file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    jar.source().unpackTo(bytes);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(file)) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<Problem> bootstrap() {
    Part bootstrap = parts.get("bootstrap");
    if (bootstrap == null) {
      return Optional.of(missing("bootstrap", ""));
    }
    if (bootstrap.mode() != Part.FILE) {
      return Optional.empty();
    }
    return Optional.of(
        ARTIFACT_HANDLER_MISSING
            .error("The bootstrap of function " + function.name() + " is not executable.")
            .hint("Run `chmod +x bootstrap` before it is packaged."));
  }

  private Optional<Problem> oneOf(String... files) {
    for (String file : files) {
      if (has(file)) {
        return Optional.empty();
      }
    }
    return Optional.of(missing(files[0], ""));
  }

  private boolean has(String file) {
    return parts.containsKey(file.startsWith("./") ? file.substring(2) : file);
  }

  private Problem missing(String file, String addition) {
    String ending = file.substring(file.lastIndexOf('.') + 1);
    List<String> alike =
        parts.keySet().stream()
            .filter(path -> path.toLowerCase(Locale.ROOT).endsWith("." + ending))
            .filter(path -> !path.contains("node_modules/"))
            .toList();
    return ARTIFACT_HANDLER_MISSING
        .error(
            "The handler %s of function %s needs a file %s, which is not in %s%s."
                .formatted(
                    function.handler(),
                    function.name(),
                    file,
                    function.path().getFileName(),
                    addition.isEmpty() ? "" : ", " + addition.strip().replaceAll("\\.$", "")))
        .hint(
            alike.isEmpty()
                ? "Build it into the package, or correct `handler` or `runtime`."
                : "Correct the handler. There is " + Words.firstOf(alike) + ".");
  }
}

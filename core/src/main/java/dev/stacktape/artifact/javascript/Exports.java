package dev.stacktape.artifact.javascript;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.artifact.JavaScriptOptions.ModuleFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a bundle exports, which is where Lambda looks for a handler. */
final class Exports {
  private static final Pattern COMMON_JS =
      Pattern.compile("^module\\.exports = __toCommonJS\\((\\w+)\\);$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("^ {2}\"?([\\w$]+)\"?: \\(\\) =>");
  private static final Pattern ASSIGNED =
      Pattern.compile("(?:module\\.)?exports\\.([\\w$]+)\\s*=[^=]");

  private Exports() {}

  /** The names, sorted; empty when the bundle does not tell all of them. */
  static Optional<Set<String>> of(Bundler.Request request, Bundler.Result result) {
    String code = new String(result.code(), UTF_8);
    if (request.format() == ModuleFormat.ES_MODULES) {
      return code.contains("\nexport * from ")
          ? Optional.empty()
          : Optional.of(inMetafile(result.metafile()));
    }
    return inCommonJs(code, isCommonJs(result.metafile()));
  }

  /** Whether the entry file is CommonJS itself. */
  static boolean isCommonJs(JsonNode metafile) {
    String entry = entry(metafile).path("entryPoint").asText();
    return metafile.path("inputs").path(entry).path("format").asText().equals("cjs");
  }

  private static JsonNode entry(JsonNode metafile) {
    for (JsonNode output : metafile.path("outputs")) {
      if (output.has("entryPoint")) {
        return output;
      }
    }
    return metafile.path("outputs").path("");
  }

  private static Set<String> inMetafile(JsonNode metafile) {
    Set<String> names = new TreeSet<>();
    entry(metafile).path("exports").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static Optional<Set<String>> inCommonJs(String code, boolean asWritten) {
    if (asWritten) {
      Set<String> assigned = new TreeSet<>();
      Matcher names = ASSIGNED.matcher(code);
      while (names.find()) {
        assigned.add(names.group(1));
      }
      // What is assigned to module.exports as a whole may have any names.
      return code.matches("(?s).*\\bmodule\\.exports\\s*=(?!=).*")
          ? Optional.empty()
          : Optional.of(assigned);
    }
    Matcher exports = COMMON_JS.matcher(code);
    if (!exports.find() || code.contains("__reExport(" + exports.group(1) + ",")) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    int start = code.indexOf("__export(" + exports.group(1) + ", {");
    if (start >= 0) {
      code.substring(start, Math.max(start, code.indexOf("});", start)))
          .lines()
          .map(NAME::matcher)
          .filter(Matcher::find)
          .forEach(name -> names.add(name.group(1)));
    }
    return Optional.of(names);
  }
}

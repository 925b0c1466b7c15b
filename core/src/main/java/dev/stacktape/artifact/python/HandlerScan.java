package dev.stacktape.artifact.python;

import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_HANDLER_MISSING;

import dev.stacktape.artifact.Words;
import dev.stacktape.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a module has a function, told by its text: the name is defined, assigned or imported.
 * What a module gets in other ways is taken as there.
 */
record HandlerScan(String fileName, String text) {
  private static final Pattern FUNCTION =
      Pattern.compile("^(?:async\\s+)?def\\s+(\\w+)\\s*\\(", Pattern.MULTILINE);
  private static final Pattern UNKNOWN_NAMES =
      Pattern.compile(
          "^\\s*from\\s.*\\bimport\\s*\\(?\\s*\\*|\\bglobals\\(\\)|\\bsetattr\\(|\\bexec\\(",
          Pattern.MULTILINE);

  /** The problem when {@code handler} is not there. */
  Optional<Problem> check(String handler) {
    if (UNKNOWN_NAMES.matcher(text).find() || has(handler)) {
      return Optional.empty();
    }
    Matcher functions = FUNCTION.matcher(text);
    List<String> found = functions.results().map(match -> match.group(1)).toList();
    return Optional.of(
        ARTIFACT_HANDLER_MISSING
            .error(
                "%s has no function %s, the handler. It has %s."
                    .formatted(fileName, handler, found.isEmpty() ? "none" : Words.firstOf(found)))
            .hint("Define it, or name another one in `handlerFunction`."));
  }

  private boolean has(String handler) {
    String name = Pattern.quote(handler);
    String defined = "^\\s*(?:async\\s+)?(?:def|class)\\s+" + name + "\\b";
    String assigned = "^\\s*(?:\\w+\\s*(?:,|=)\\s*)*" + name + "\\s*(?::[^=\\n]+)?=(?!=)";
    String imported = "\\bimport\\b[^#]*?\\b" + name + "\\b";
    return Pattern.compile(defined + "|" + assigned + "|" + imported, Pattern.MULTILINE)
        .matcher(text)
        .find();
  }
}

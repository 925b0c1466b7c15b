package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says what the YAML parser could not read in the words of someone who writes configs. The parser's
 * own words name tokens that only the specification knows.
 */
final class SyntaxAdvice {
  private SyntaxAdvice() {}

  static Problem of(MarkedYamlEngineException failure, SourceText source) {
    String what = (failure.getContext() + " " + failure.getProblem()).toLowerCase(Locale.ROOT);
    Location location =
        failure
            .getProblemMark()
            .or(failure::getContextMark)
            .map(source::at)
            .orElseGet(source::start);
    if (what.contains("mapping values are not allowed here")) {
      Location bare = source.lineWithoutColon(location.line());
      if (bare != null) {
        return problem(
            "A `:` is missing at the end of this line.",
            "What is indented below a key belongs to it; the key ends with `:`.",
            bare);
      }
    }
    Location dash = source.dashWithoutBlank(location.line());
    if (dash != null && what.contains("expected <block end>")) {
      return problem(
          "A blank is missing behind this `-`.",
          "An item of a list begins with `- `, such as `- type: schedule`.",
          dash);
    }
    Location start = failure.getContextMark().map(source::at).orElse(location);
    return explain(what, failure.getProblem(), start, location, source);
  }

  static Problem of(YamlEngineException failure, SourceText source) {
    return ConfigCode.CONFIG_SYNTAX
        .error("This cannot be read as YAML: " + failure.getMessage())
        .at(source.start());
  }

  private static Problem explain(
      String what, String parserWords, Location start, Location location, SourceText source) {
    boolean inside = source.isIndentedBelow(location.line(), start.line());
    if (what.contains("'\\t") || what.contains("tab")) {
      return problem("A tab stands where only spaces can.", "Indent with spaces.", location);
    }
    if (what.contains("mapping values are not allowed here")) {
      return problem(
          "A `:` stands where no key can be.",
          "Text with `: ` inside must be written in quotes. Is the line above indented right, and"
              + " does it end with `:`?",
          location);
    }
    if (what.contains("quoted scalar")) {
      return problem(
          "The quoted text that starts here is not closed, or has an escape that does not exist.",
          "Close the quotes. In double quotes a backslash is written twice.",
          start);
    }
    if (what.contains("scanning an alias") || what.contains("scanning an anchor")) {
      return problem(
          "`*` or `&` starts an alias or an anchor, but no name follows.",
          "Text that starts with it must be written in quotes, such as '*'.",
          start);
    }
    if (what.contains("cannot start any token")) {
      return problem(
          "Text cannot start with this character.", "Write the text in quotes.", location);
    }
    if (inside && what.contains("flow") && source.hasDirectiveWithComma(location.line())) {
      return problem(
          "Within braces or brackets a comma ends a value, and this directive has one.",
          "Write the directive in quotes: \"$ResourceParam('api', 'url')\".",
          location);
    }
    if (inside && (what.contains("flow mapping") || what.contains("flow sequence"))) {
      return problem(
          "A `,` is missing before this, or what was opened in line %d is not closed."
              .formatted(start.line()),
          "Separate entries by commas, and close what was opened.",
          location);
    }
    if (what.contains("flow mapping") || what.contains("flow sequence")) {
      return problem(
          "What was opened here with `{` or `[` is not closed, or something else follows it.",
          "Close it. Text that starts with `{` or `[` must be written in quotes.",
          start);
    }
    if (what.contains("could not find expected ':'")) {
      return problem(
          "A key is not followed by `:`.",
          "Write `key: value`, with a blank after the colon.",
          start);
    }
    if (what.contains("expected '<document start>'")) {
      return problem(
          "The config has ended before this.",
          "Is there a bracket too many above it? Remove what follows otherwise.",
          location);
    }
    if (what.contains("expected <block end>")) {
      return problem(
          "This does not belong to the block around it.",
          "Write it in the same column as its neighbours. Text that starts with a quote, `{` or `[`"
              + " must be in quotes as a whole.",
          location);
    }
    return problem("This cannot be read as YAML: " + parserWords + ".", null, location);
  }

  private static Problem problem(String message, @Nullable String hint, Location location) {
    return ConfigCode.CONFIG_SYNTAX.error(message).at(location).hint(hint);
  }
}

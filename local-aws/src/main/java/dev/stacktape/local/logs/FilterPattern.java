package dev.stacktape.local.logs;

import dev.stacktape.local.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which events a filter lets through: those with every plain term, none of those after a minus
 * sign, and at least one of those after a question mark; or those that a regular expression between
 * percent signs finds. Patterns for JSON and columns are refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">
 *     Filter pattern syntax</a>
 */
final class FilterPattern {
  private static final Pattern TERM =
      Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

  private final List<String> all = new ArrayList<>();
  private final List<String> none = new ArrayList<>();
  private final List<String> any = new ArrayList<>();
  private @Nullable Pattern regex;

  private FilterPattern() {}

  /**
   * Reads a pattern; an empty one lets everything through.
   *
   * @throws AwsError {@code InvalidParameterException} for patterns that are not known here
   */
  static FilterPattern parse(String text) {
    String trimmed = text.trim();
    FilterPattern pattern = new FilterPattern();
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      throw LogErrors.invalid(
          "The embedded AWS filters by terms and regular expressions only, not by " + trimmed);
    }
    if (trimmed.length() > 2 && trimmed.startsWith("%") && trimmed.endsWith("%")) {
      pattern.regex = regex(trimmed.substring(1, trimmed.length() - 1));
      return pattern;
    }
    Matcher terms = TERM.matcher(trimmed);
    while (terms.find()) {
      String quoted = terms.group(2);
      pattern.add(
          terms.group(1), quoted == null ? terms.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return pattern;
  }

  private static Pattern regex(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw LogErrors.invalid("Invalid filter pattern: " + e.getDescription());
    }
  }

  private void add(String sign, String term) {
    switch (sign) {
      case "-" -> none.add(term);
      case "?" -> any.add(term);
      default -> all.add(term);
    }
  }

  boolean matches(String message) {
    if (regex != null) {
      return regex.matcher(message).find();
    }
    return all.stream().allMatch(message::contains)
        && none.stream().noneMatch(message::contains)
        && (any.isEmpty() || any.stream().anyMatch(message::contains));
  }
}

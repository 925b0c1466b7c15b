package dev.stacktape.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what looks like a password from the lines of a config that are shown with a problem. Places
 * stay where they are: as many characters as were there are covered. All repetitions have a bound,
 * so that a line of a million characters is no trouble.
 */
final class SecretLines {
  private static final String WORDS =
      "(?:password|passwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|credentials?)";

  private static final Pattern SECRET_NAME = pattern("[\\w.-]{0,80}" + WORDS);

  /**
   * What a value is written as: in quotes, or up to the end of the item or the line. Repetitions of
   * alternatives would recurse once for each character.
   */
  private static final String VALUE =
      "(\"[^\"\\\\]{0,500}(?:\\\\.[^\"\\\\]{0,500}){0,50}\"?"
          + "|'[^']{0,500}(?:''[^']{0,500}){0,50}'?"
          + "|[^\\s,{}\\[\\]#'\"|>&*!$][^,{}\\[\\]#]{0,1000})";

  private static final Pattern SECRET_KEY =
      pattern("[\\w.-]{0,80}" + WORDS + "[\"']?\\s{0,9}[:=]\\s{0,9}" + VALUE);

  /** The name of an environment variable or of another item that has a name and a value. */
  private static final Pattern SECRET_ITEM =
      pattern("\\bname[\"']?\\s{0,9}:\\s{0,9}[\"']?[\\w.-]{0,80}" + WORDS + "\\b");

  private static final Pattern ITEM_VALUE = pattern("\\bvalue[\"']?\\s{0,9}:\\s{0,9}" + VALUE);

  private SecretLines() {}

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** Whether a value of this name is nothing to show. */
  static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).matches();
  }

  /** Replaces the lines that hold something; name and value may stand on lines of their own. */
  static void hideIn(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!mayHoldSecret(line)) {
        continue;
      }
      boolean item = SECRET_ITEM.matcher(line).find();
      lines.set(i, hidden(line, SECRET_KEY));
      for (int near = i - 1; item && near <= i + 1; near++) {
        if (near >= 0 && near < lines.size()) {
          lines.set(near, hidden(lines.get(near), ITEM_VALUE));
        }
      }
    }
  }

  private static boolean mayHoldSecret(String line) {
    if (line.indexOf(':') < 0 && line.indexOf('=') < 0) {
      return false;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("passw")
        || lower.contains("secret")
        || lower.contains("token")
        || lower.contains("key")
        || lower.contains("credential");
  }

  private static String hidden(String line, Pattern pattern) {
    Matcher matcher = pattern.matcher(line);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      String value = matcher.group(1).stripTrailing();
      if (!saysWhereFrom(value)) {
        shown.append(line, from, matcher.start(1));
        shown.append("*".repeat(value.codePointCount(0, value.length())));
        from = matcher.start(1) + value.length();
      }
    }
    return from == 0 ? line : shown.append(line.substring(from)).toString();
  }

  /** A directive, or nothing at all; where a value comes from may be seen. */
  private static boolean saysWhereFrom(String value) {
    String bare = value.replaceAll("^[\"']|[\"']$", "");
    return bare.isEmpty()
        || bare.startsWith("$")
        || bare.startsWith("{{resolve:")
        || bare.equals("true")
        || bare.equals("false")
        || bare.equals("null");
  }
}

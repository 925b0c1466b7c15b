package dev.stacktape.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a number was spelled, so that a hint does not turn {@code 18.10} into {@code 18.1}. */
final class AsWritten {
  private static final Pattern WORD = Pattern.compile("[-+.0-9a-zA-Z]+");

  private AsWritten() {}

  /** The value's text, spelled as in the line that it came from when that can still be seen. */
  static String textOf(Node.Scalar scalar) {
    String text = String.valueOf(scalar.value());
    String excerpt = scalar.location().excerpt();
    int column = scalar.location().column() - 1;
    if (!(scalar.value() instanceof Number number)
        || excerpt == null
        || column < 0
        || column >= excerpt.codePointCount(0, excerpt.length())) {
      return text;
    }
    Matcher word =
        WORD.matcher(excerpt).region(excerpt.offsetByCodePoints(0, column), excerpt.length());
    return word.lookingAt() && number.equals(YamlScalars.numberOf(word.group()))
        ? word.group()
        : text;
  }
}

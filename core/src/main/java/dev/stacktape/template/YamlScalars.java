package dev.stacktape.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a YAML scalar means. Words are read as in YAML 1.1, which is what CloudFormation reads.
 * Numbers in any notation but the plain one stay the text that was written: {@code 012345678901} is
 * an account id far more often than a number to the base of eight.
 */
final class YamlScalars {
  /** What the tags of YAML itself begin with. */
  static final String STANDARD_TAG = "tag:yaml.org,2002:";

  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:0|[1-9][0-9]*)\\.[0-9]+(?:[eE][-+]?[0-9]{1,3})?");
  private static final Set<String> TRUE = Set.of("true", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "no", "off");
  private static final Set<String> NOTHING = Set.of("", "~", "null");

  private YamlScalars() {}

  /** A scalar without quotes and tag. */
  static @Nullable Object resolve(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (NOTHING.contains(word)) {
      return null;
    }
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    if (INTEGER.matcher(text).matches()) {
      return smallest(new BigInteger(text));
    }
    return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
  }

  /** A scalar with one of YAML's own tags. */
  static @Nullable Object resolveAs(String tag, String text) {
    return tag.equals(STANDARD_TAG + "str") ? text : resolve(text);
  }

  /** The same types as a JSON reader gives. */
  private static Number smallest(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }
}

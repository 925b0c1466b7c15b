package dev.stacktape.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted YAML scalar means by the core schema: {@code yes} and {@code no} are text,
 * {@code 0x1F} and {@code 0o17} are numbers.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2, core schema</a>
 */
final class YamlScalars {
  /** Nobody means a number with more digits; parsing a longer one costs too much time. */
  private static final int MAX_NUMBER_LENGTH = 1000;

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

  private YamlScalars() {}

  /** Null, a Boolean, a number in the smallest exact type, or the text itself. */
  static @Nullable Object valueOf(String text) {
    if (NULLS.contains(text)) {
      return null;
    }
    if (TRUE.contains(text)) {
      return true;
    }
    if (FALSE.contains(text)) {
      return false;
    }
    Number number = numberOf(text);
    return number == null ? text : number;
  }

  /** A Long, BigInteger, Double or BigDecimal, whichever is the first that is exact; or null. */
  static @Nullable Number numberOf(String text) {
    if (text.length() > MAX_NUMBER_LENGTH || !looksNumeric(text)) {
      return null;
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text.startsWith("+") ? text.substring(1) : text));
    }
    if (OCTAL.matcher(text).matches()) {
      return integer(new BigInteger(text.substring(2), 8));
    }
    if (HEX.matcher(text).matches()) {
      return integer(new BigInteger(text.substring(2), 16));
    }
    return DECIMAL.matcher(text).matches() ? decimal(text) : null;
  }

  /** Whether the text is YAML for infinity or for "not a number", which no config can mean. */
  static boolean isNotFinite(String text) {
    return NOT_FINITE.matcher(text).matches();
  }

  private static boolean looksNumeric(String text) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    return first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
  }

  private static Number integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private static @Nullable Number decimal(String text) {
    BigDecimal exact;
    try {
      exact = new BigDecimal(text);
    } catch (NumberFormatException exponentOutOfReach) {
      return null;
    }
    double near = exact.doubleValue();
    boolean same =
        Double.isFinite(near) && new BigDecimal(Double.toString(near)).compareTo(exact) == 0;
    return same ? (Number) near : exact;
  }
}

package dev.stacktape.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words for template values in messages. */
final class Values {
  private static final int LONGEST_QUOTE = 40;

  private Values() {}

  static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  /** The same tree with floating point numbers as they read in decimal. */
  static @Nullable Object withPlainNumbers(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(key, withPlainNumbers(item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(withPlainNumbers(item)));
      return copy;
    }
    boolean binary = value instanceof Double || value instanceof Float;
    return binary ? new BigDecimal(String.valueOf(value)) : value;
  }

  /** Such as {@code the text 'ten'} or {@code a list}. */
  static String describe(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String function = Intrinsics.functionOf(value);
    if (function != null) {
      return function;
    }
    if (value instanceof Map) {
      return "a map";
    }
    if (value instanceof List) {
      return "a list";
    }
    String text = String.valueOf(value);
    if (value instanceof String) {
      return "the text '"
          + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text)
          + "'";
    }
    return value instanceof Number ? "the number " + text : text;
  }
}

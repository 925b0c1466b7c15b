package dev.stacktape.template;

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

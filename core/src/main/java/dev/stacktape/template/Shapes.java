package dev.stacktape.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which values have the shape of a type, and what a type is called in messages. */
final class Shapes {
  private Shapes() {}

  /** Whether a value has the shape of a type; what is inside is not looked at. */
  static boolean takes(PropertyType type, Object value) {
    if (type instanceof PropertyType.Text) {
      return Values.isScalar(value);
    }
    if (type instanceof PropertyType.Numeric number) {
      return Values.isScalar(value) && isNumber(String.valueOf(value), number.whole());
    }
    if (type instanceof PropertyType.Flag) {
      String text = String.valueOf(value);
      return Values.isScalar(value)
          && (text.equalsIgnoreCase("true")
              || text.equalsIgnoreCase("false")
              || Intrinsics.isDynamicReference(text));
    }
    if (type instanceof PropertyType.ListOf) {
      return value instanceof List;
    }
    if (type instanceof PropertyType.OneOf choice) {
      return choice.members().stream().anyMatch(member -> takes(member, value));
    }
    return type instanceof PropertyType.Json || value instanceof Map;
  }

  /** Whether CloudFormation can make a number of a text. */
  static boolean isNumber(String text, boolean whole) {
    if (Intrinsics.isDynamicReference(text)) {
      return true;
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return !whole || number.stripTrailingZeros().scale() <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether the text that a function gives can be what is wanted, once it is known. */
  static boolean takesComputedText(PropertyType type) {
    if (type instanceof PropertyType.OneOf choice) {
      return choice.members().stream().anyMatch(Shapes::takesComputedText);
    }
    return type instanceof PropertyType.Text
        || type instanceof PropertyType.Numeric
        || type instanceof PropertyType.Flag
        || type instanceof PropertyType.Json;
  }

  /** What has to be written for a type, such as {@code a whole number}. */
  static String wanted(PropertyType type) {
    if (type instanceof PropertyType.Text) {
      return "a text";
    }
    if (type instanceof PropertyType.Numeric number) {
      return number.whole() ? "a whole number" : "a number";
    }
    if (type instanceof PropertyType.Flag) {
      return "true or false";
    }
    if (type instanceof PropertyType.ListOf) {
      return "a list";
    }
    if (type instanceof PropertyType.OneOf choice) {
      return choice.members().stream()
          .map(Shapes::wanted)
          .distinct()
          .collect(Collectors.joining(" or "));
    }
    return type instanceof PropertyType.Json ? "a JSON value" : "a map";
  }
}

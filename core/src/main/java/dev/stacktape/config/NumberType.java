package dev.stacktape.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The number types that a component can have. */
enum NumberType {
  INTEGER,
  LONG,
  BIG_INTEGER,
  DOUBLE,
  BIG_DECIMAL;

  /** The longest number in quotes that is looked at. */
  private static final int MAX_TEXT = 100;

  static @Nullable NumberType of(Class<?> type) {
    if (type == Integer.class || type == int.class) {
      return INTEGER;
    }
    if (type == Long.class || type == long.class) {
      return LONG;
    }
    if (type == Double.class || type == double.class) {
      return DOUBLE;
    }
    if (type == BigInteger.class) {
      return BIG_INTEGER;
    }
    return type == BigDecimal.class ? BIG_DECIMAL : null;
  }

  boolean isWhole() {
    return this == INTEGER || this == LONG || this == BIG_INTEGER;
  }

  /** The bounds of the Java type itself. */
  Bounds bounds() {
    return switch (this) {
      case INTEGER ->
          new Bounds(BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE));
      case LONG ->
          new Bounds(BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE));
      case DOUBLE ->
          new Bounds(BigDecimal.valueOf(-Double.MAX_VALUE), BigDecimal.valueOf(Double.MAX_VALUE));
      // No real setting has more than a few digits; a bound keeps 1e999999999 from being written
      // out.
      case BIG_INTEGER, BIG_DECIMAL ->
          new Bounds(new BigDecimal("-1e400"), new BigDecimal("1e400"));
    };
  }

  Object convert(BigDecimal number) {
    return switch (this) {
      case INTEGER -> number.intValueExact();
      case LONG -> number.longValueExact();
      case BIG_INTEGER -> number.toBigIntegerExact();
      case DOUBLE -> number.doubleValue();
      case BIG_DECIMAL -> number;
    };
  }

  /** The exact number, also out of text; null when it is none. */
  static @Nullable BigDecimal parse(Object value) {
    if (!(value instanceof Number) && !(value instanceof String)) {
      return null;
    }
    String text = value.toString().trim();
    if (value instanceof String && text.length() > MAX_TEXT) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** The zero of a primitive type. */
  static Object zero(Class<?> primitive) {
    if (primitive == double.class) {
      return 0.0;
    }
    return primitive == long.class ? (Object) 0L : (Object) 0;
  }

  /** Whether there is nothing behind the decimal point; {@code 2.0} and {@code 1e3} are whole. */
  static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }
}

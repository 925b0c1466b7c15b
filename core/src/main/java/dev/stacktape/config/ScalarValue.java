package dev.stacktape.config;

/**
 * Text, a number or a boolean, where a config takes any of the three, as for the value of an
 * environment variable.
 *
 * @param value a String, Boolean, Long, Double, BigInteger or BigDecimal
 */
public record ScalarValue(Object value) {

  /** The value as a process would see it in its environment: {@code 1} for 1.0. */
  public String text() {
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return value.toString();
  }
}

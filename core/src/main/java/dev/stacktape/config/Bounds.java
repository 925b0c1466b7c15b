package dev.stacktape.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** From where to where a number may go, both included; null where there is no bound. */
record Bounds(@Nullable BigDecimal min, @Nullable BigDecimal max) {

  /** So far samples go where there is no upper bound. */
  private static final int SAMPLED = 1000;

  static Bounds of(@Nullable Range range) {
    return range == null
        ? new Bounds(null, null)
        : new Bounds(bound(range.min()), bound(range.max()));
  }

  private static @Nullable BigDecimal bound(double value) {
    return Double.isInfinite(value) ? null : BigDecimal.valueOf(value);
  }

  boolean contain(BigDecimal number) {
    return (min == null || number.compareTo(min) >= 0)
        && (max == null || number.compareTo(max) <= 0);
  }

  /**
   * Whole numbers between the bounds: the smallest ones, the largest ones, and sizes that AWS
   * likes.
   */
  List<Object> samples() {
    BigDecimal least = min != null ? min : max != null ? max.min(BigDecimal.ONE) : BigDecimal.ONE;
    long from = least.setScale(0, RoundingMode.CEILING).longValue();
    long to = max == null ? from + SAMPLED : max.setScale(0, RoundingMode.FLOOR).longValue();
    return LongStream.of(from, from + 1, 10, 60, 512, 1024, 2048, 4096, (from + to) / 2, to - 1, to)
        .distinct()
        .filter(number -> contain(BigDecimal.valueOf(number)))
        .<Object>mapToObj(number -> number)
        .toList();
  }

  /** Adds the bounds that there are to a JSON Schema. */
  void addTo(Map<String, Object> schema, String minKey, String maxKey) {
    if (min != null) {
      schema.put(minKey, shortest(min));
    }
    if (max != null) {
      schema.put(maxKey, shortest(max));
    }
  }

  /** Whole where it can be, so that a schema says 1 rather than 1.0. */
  private static BigDecimal shortest(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** To stand after "must be". */
  @Override
  public String toString() {
    if (min != null && max != null) {
      return "between " + plain(min) + " and " + plain(max);
    }
    return min != null
        ? "at least " + plain(min)
        : max != null ? "at most " + plain(max) : "any number";
  }

  private static String plain(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.precision() - shortest.scale() > 20
        ? shortest.toString()
        : shortest.toPlainString();
  }
}

package dev.stacktape.operate.metrics;

import dev.stacktape.event.Amounts;
import java.time.Duration;
import java.util.Locale;

/** What a figure counts in. */
public enum FigureUnit {
  COUNT,
  MILLISECONDS,
  SECONDS,
  PERCENT,
  BYTES;

  /** A value for a person to read, such as {@code 12}, {@code 340 ms} or {@code 3.4 MB}. */
  public String text(double value) {
    return switch (this) {
      case COUNT -> number(value);
      case MILLISECONDS -> value < 10_000 ? number(value) + " ms" : time(value / 1000);
      case SECONDS -> value < 10 ? number(value * 1000) + " ms" : time(value);
      case PERCENT -> number(value) + " %";
      case BYTES -> Amounts.size(Math.round(value));
    };
  }

  private static String time(double seconds) {
    return Amounts.time(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private static String number(double value) {
    return value == Math.rint(value) || value >= 100
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : String.format(Locale.ROOT, "%.1f", value);
  }
}

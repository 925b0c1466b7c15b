package dev.stacktape.event;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How sizes, durations and moments are said to a person, the same everywhere. */
public final class Amounts {
  private static final long KB = 1024;
  private static final long MB = KB * 1024;
  private static final long GB = MB * 1024;

  private Amounts() {}

  /**
   * A size such as {@code 812 B}, {@code 12.0 KB} or {@code 3.4 MB}; 1 MB is 1,048,576 bytes, as in
   * Lambda's limits.
   */
  public static String size(long bytes) {
    if (bytes < KB) {
      return bytes + " B";
    }
    if (bytes < MB) {
      return decimal((double) bytes / KB) + " KB";
    }
    return bytes < GB ? decimal((double) bytes / MB) + " MB" : decimal((double) bytes / GB) + " GB";
  }

  /** A duration such as {@code 0.3 s}, {@code 12.3 s} or {@code 2 min 5 s}. */
  public static String time(Duration duration) {
    if (duration.toMinutes() < 1) {
      return decimal(duration.toMillis() / 1000.0) + " s";
    }
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }

  /** A moment to the second, such as {@code 2026-11-26T17:58:44Z}. */
  public static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * The same for a moment that is written down.
   *
   * @param iso8601 given back as it is where it is no moment
   */
  public static String moment(String iso8601) {
    try {
      return moment(Instant.parse(iso8601));
    } catch (DateTimeParseException other) {
      return iso8601;
    }
  }

  /** A number of things such as {@code 1 resource} or {@code 12 resources}. */
  public static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

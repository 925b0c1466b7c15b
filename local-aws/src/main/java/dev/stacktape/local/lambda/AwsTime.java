package dev.stacktape.local.lambda;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Lambda writes them. */
final class AwsTime {
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private AwsTime() {}

  /** {@code 2026-01-31T12:00:00.000+0000}. */
  static String modified(Instant time) {
    return MODIFIED.format(time);
  }

  /** {@code 2026-01-31T12:00:00.000Z}. */
  static String millis(Instant time) {
    return MILLIS.format(time);
  }
}

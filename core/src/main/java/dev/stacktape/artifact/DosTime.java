package dev.stacktape.artifact;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The time that all entries of a zip carry, in the MS-DOS form of the format: UTC, two seconds
 * fine, from 1980 to 2107. Times outside of that range become its ends.
 *
 * @param bits date in the upper 16 bits, time in the lower
 */
public record DosTime(int bits) {
  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0, 0);
  private static final LocalDateTime LAST = LocalDateTime.of(2107, 12, 31, 23, 59, 58);

  /** The time for {@code instant}, or the first there is when nobody asked for one. */
  public static DosTime of(@Nullable Instant instant) {
    return instant == null ? of(FIRST) : of(clamp(instant));
  }

  private static LocalDateTime clamp(Instant instant) {
    if (instant.isBefore(FIRST.toInstant(ZoneOffset.UTC))) {
      return FIRST;
    }
    if (instant.isAfter(LAST.toInstant(ZoneOffset.UTC))) {
      return LAST;
    }
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static DosTime of(LocalDateTime time) {
    int date = (time.getYear() - 1980) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth();
    int clock = time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2;
    return new DosTime(date << 16 | clock);
  }
}

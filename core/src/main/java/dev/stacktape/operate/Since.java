package dev.stacktape.operate;

import dev.stacktape.problem.StacktapeException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From when on something is wanted. */
public sealed interface Since {
  /** The word that stands for {@link LastDeployment}. */
  String LAST_DEPLOYMENT = "lastDeployment";

  /** A time before now. */
  record Ago(Duration time) implements Since {}

  /** A point in time. */
  record At(Instant time) implements Since {}

  /** What the code that runs now has done. */
  record LastDeployment() implements Since {}

  /**
   * Reads what a user wrote: a time before now such as {@code 90s}, {@code 15m}, {@code 1h30m} or
   * {@code 2d}, the word {@code lastDeployment}, or a date with or without time and offset.
   *
   * @param zone of dates that say no offset
   * @throws StacktapeException {@code TIME_INVALID}
   */
  static Since parse(String text, ZoneId zone) {
    String trimmed = text.strip();
    if (trimmed.equalsIgnoreCase(LAST_DEPLOYMENT)) {
      return new LastDeployment();
    }
    Matcher amounts = Text.AMOUNTS.matcher(trimmed);
    if (!trimmed.isEmpty() && amounts.matches()) {
      return new Ago(Text.duration(trimmed));
    }
    List<Function<String, Instant>> forms =
        List.of(
            Instant::parse,
            date -> OffsetDateTime.parse(date).toInstant(),
            date -> LocalDateTime.parse(date.replace(' ', 'T')).atZone(zone).toInstant(),
            date -> LocalDate.parse(date).atStartOfDay(zone).toInstant());
    return forms.stream()
        .flatMap(form -> Text.read(trimmed, form).stream())
        .findFirst()
        .map(At::new)
        .orElseThrow(() -> Text.invalid(trimmed));
  }

  /**
   * Reads a length of time such as {@code 90s}, {@code 15m}, {@code 1h30m} or {@code 2d}.
   *
   * @throws StacktapeException {@code TIME_INVALID}
   */
  static Duration length(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || !Text.AMOUNTS.matcher(trimmed).matches()) {
      throw new StacktapeException(
          OperateCode.TIME_INVALID
              .error("`" + trimmed + "` is no length of time.")
              .hint("Write it like 90m, 12h, 1d12h or 2w."));
    }
    return Text.duration(trimmed);
  }

  /** The forms in which a time before now is written. */
  final class Text {
    private static final Pattern AMOUNTS = Pattern.compile("(?:\\d{1,9}\\s*[smhdw]\\s*)+");
    private static final Pattern AMOUNT = Pattern.compile("(\\d+)\\s*([smhdw])");

    private Text() {}

    private static Duration duration(String text) {
      Duration sum = Duration.ZERO;
      Matcher amount = AMOUNT.matcher(text);
      while (amount.find()) {
        long number = Long.parseLong(amount.group(1));
        sum =
            sum.plus(
                switch (amount.group(2)) {
                  case "s" -> Duration.ofSeconds(number);
                  case "m" -> Duration.ofMinutes(number);
                  case "h" -> Duration.ofHours(number);
                  case "d" -> Duration.ofDays(number);
                  default -> Duration.ofDays(7 * number);
                });
      }
      return sum;
    }

    private static Optional<Instant> read(String text, Function<String, Instant> form) {
      try {
        return Optional.of(form.apply(text));
      } catch (DateTimeException | ArithmeticException otherForm) {
        return Optional.empty();
      }
    }

    private static StacktapeException invalid(String text) {
      return new StacktapeException(
          OperateCode.TIME_INVALID
              .error("`" + text + "` is no time.")
              .hint(
                  "Write how long ago (90s, 15m, 1h30m, 2d), "
                      + LAST_DEPLOYMENT
                      + ", or a date such as 2026-01-31T18:00 or 2026-01-31T18:00:00Z."));
    }
  }
}

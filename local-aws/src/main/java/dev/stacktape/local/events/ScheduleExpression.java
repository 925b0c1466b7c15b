package dev.stacktape.local.events;

import dev.stacktape.local.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a rule fires, in UTC.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">
 *     Schedule expressions</a>
 */
sealed interface ScheduleExpression permits ScheduleExpression.Rate, CronExpression {

  /** The first time strictly after another, or null when there is none any more. */
  @Nullable Instant next(Instant after);

  /**
   * Reads {@code rate(5 minutes)} or {@code cron(0 12 * * ? *)}.
   *
   * @throws AwsError {@code ValidationException} when it is neither
   */
  static ScheduleExpression parse(String text) {
    Matcher cron = Pattern.compile("cron\\(([^()]*)\\)").matcher(text);
    return cron.matches() ? CronExpression.parse(cron.group(1)) : Rate.parse(text);
  }

  static AwsError invalid() {
    return new AwsError(400, "ValidationException", "Parameter ScheduleExpression is not valid.");
  }

  /** Every so often, counted from the rule's making. */
  record Rate(Duration period) implements ScheduleExpression {
    private static final Pattern FORM =
        Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)(s?)\\)");

    static Rate parse(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw invalid();
      }
      long value = Long.parseLong(matcher.group(1));
      boolean plural = !matcher.group(3).isEmpty();
      if (value == 0 || plural != value > 1) {
        throw invalid();
      }
      return new Rate(
          switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "minute" -> Duration.ofMinutes(value);
            case "hour" -> Duration.ofHours(value);
            default -> Duration.ofDays(value);
          });
    }

    @Override
    public Instant next(Instant after) {
      return after.plus(period);
    }
  }
}

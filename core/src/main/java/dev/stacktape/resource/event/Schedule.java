package dev.stacktape.resource.event;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of schedules.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">EventBridge
 *     schedules</a>
 */
public final class Schedule {
  /** EventBridge's limit. */
  private static final int LONGEST = 256;

  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (\\w+)\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");
  private static final List<String> UNITS = List.of("minute", "hour", "day");
  private static final List<String> FIELDS =
      List.of("minutes", "hours", "day of month", "month", "day of week", "year");
  private static final List<Pattern> FIELD_FORMS =
      List.of(
          form("[0-5]?\\d"),
          form("[01]?\\d|2[0-3]"),
          form("0?[1-9]|[12]\\d|3[01]|L|LW|(0?[1-9]|[12]\\d|3[01])W"),
          form("0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"),
          form(
              "[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT|L|[1-7]L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5]"),
          form("19[7-9]\\d|2[01]\\d\\d"));
  private static final int DAY_OF_MONTH = 2;
  private static final int DAY_OF_WEEK = 4;

  private Schedule() {}

  /** What is wrong, and how to mend it. */
  public record Flaw(String message, String hint) {}

  /** What AWS would refuse; empty when all is well. */
  public static Optional<Flaw> problemOf(String schedule) {
    if (schedule.length() > LONGEST) {
      return flaw("A schedule has at most %d characters.".formatted(LONGEST), "Write two events.");
    }
    Matcher rate = RATE.matcher(schedule);
    if (rate.matches()) {
      return problemOfRate(Long.parseLong(rate.group(1)), rate.group(2));
    }
    Matcher cron = CRON.matcher(schedule);
    if (cron.matches()) {
      return problemOfCron(List.of(cron.group(1).strip().split("\\s+")));
    }
    return flaw(
        "`%s` is not a schedule.".formatted(schedule),
        "Write `rate(5 minutes)` or `cron(0 18 ? * MON-FRI *)`; times are UTC.");
  }

  private static Optional<Flaw> problemOfRate(long count, String unit) {
    boolean plural = unit.endsWith("s");
    String singular = plural ? unit.substring(0, unit.length() - 1) : unit;
    if (!UNITS.contains(singular) || count == 0) {
      return flaw(
          "A rate is a number above 0 of minutes, hours or days.", "Write `rate(5 minutes)`.");
    }
    if ((count == 1) == plural) {
      return flaw(
          "AWS minds the grammar of `rate(%d %s)`.".formatted(count, unit),
          "Write `rate(%d %s)`.".formatted(count, count == 1 ? singular : singular + "s"));
    }
    return Optional.empty();
  }

  private static Optional<Flaw> problemOfCron(List<String> fields) {
    if (fields.size() != FIELDS.size()) {
      return flaw(
          "A cron schedule of AWS has six fields, but there are %d.".formatted(fields.size()),
          "Write minutes, hours, day of month, month, day of week and year, such as"
              + " `cron(0 18 ? * MON-FRI *)`.");
    }
    for (int i = 0; i < fields.size(); i++) {
      boolean open = fields.get(i).equals("?") && (i == DAY_OF_MONTH || i == DAY_OF_WEEK);
      if (!open && !FIELD_FORMS.get(i).matcher(fields.get(i)).matches()) {
        return flaw(
            "`%s` is not a value for the field %s.".formatted(fields.get(i), FIELDS.get(i)),
            "The fields are %s.".formatted(String.join(", ", FIELDS)));
      }
    }
    boolean monthOpen = fields.get(DAY_OF_MONTH).equals("?");
    boolean weekOpen = fields.get(DAY_OF_WEEK).equals("?");
    if (monthOpen == weekOpen) {
      return flaw(
          "Exactly one of day of month and day of week must be `?`.",
          "Write `cron(0 18 * * ? *)` for every day.");
    }
    return Optional.empty();
  }

  private static Optional<Flaw> flaw(String message, String hint) {
    return Optional.of(new Flaw(message, hint));
  }

  /** A list of values, ranges and steps, as every field has it. */
  private static Pattern form(String value) {
    String range = "(?:\\*|(?:" + value + ")(?:-(?:" + value + "))?)(?:/\\d{1,3})?";
    return Pattern.compile(range + "(?:," + range + ")*", Pattern.CASE_INSENSITIVE);
  }
}

package dev.stacktape.local.events;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** AWS's cron expressions: minutes, hours, day of month, month, day of week, year. */
final class CronExpression implements ScheduleExpression {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;

  /** Beyond this a schedule such as 30 February never comes. */
  private static final int YEARS_AHEAD = 30;

  private final BitSet minutes;
  private final BitSet hours;
  private final String dayOfMonth;
  private final BitSet months;
  private final String dayOfWeek;
  private final BitSet years;

  private CronExpression(String[] fields) {
    minutes = set(fields[0], 0, 59, List.of(), 0);
    hours = set(fields[1], 0, 23, List.of(), 0);
    dayOfMonth = fields[2];
    months = set(fields[3], 1, 12, MONTHS, 1);
    dayOfWeek = fields[4];
    years = set(fields[5], FIRST_YEAR, LAST_YEAR, List.of(), 0);
    if (dayOfMonth.equals("?") == dayOfWeek.equals("?")) {
      throw ScheduleExpression.invalid();
    }
    if (!dayOfMonth.equals("?") && !dayOfMonth.matches("L|\\d{1,2}W|LW")) {
      set(dayOfMonth, 1, 31, List.of(), 0);
    }
    if (!dayOfWeek.equals("?") && !dayOfWeek.matches("L|([1-7]|[A-Z]{3})(L|#[1-5])")) {
      set(dayOfWeek, 1, 7, DAYS, 1);
    }
  }

  static CronExpression parse(String text) {
    String[] fields = text.strip().toUpperCase(Locale.ROOT).split(" +", -1);
    if (fields.length != 6) {
      throw ScheduleExpression.invalid();
    }
    return new CronExpression(fields);
  }

  @Override
  public @Nullable Instant next(Instant after) {
    LocalDate first = LocalDate.ofInstant(after, ZoneOffset.UTC);
    LocalDate end = first.plusYears(YEARS_AHEAD);
    for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
      if (!years.get(day.getYear()) || !months.get(day.getMonthValue()) || !fits(day)) {
        continue;
      }
      Instant time = on(day, after);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private @Nullable Instant on(LocalDate day, Instant after) {
    for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      for (int minute = minutes.nextSetBit(0);
          minute >= 0;
          minute = minutes.nextSetBit(minute + 1)) {
        Instant time = day.atTime(LocalTime.of(hour, minute)).toInstant(ZoneOffset.UTC);
        if (time.isAfter(after)) {
          return time;
        }
      }
    }
    return null;
  }

  private boolean fits(LocalDate day) {
    return dayOfMonth.equals("?") ? fitsWeek(day) : fitsMonth(day);
  }

  private boolean fitsMonth(LocalDate day) {
    if (dayOfMonth.equals("L")) {
      return day.getDayOfMonth() == day.lengthOfMonth();
    }
    if (dayOfMonth.endsWith("W")) {
      String number = dayOfMonth.substring(0, dayOfMonth.length() - 1);
      int wanted = number.equals("L") ? day.lengthOfMonth() : Integer.parseInt(number);
      return wanted <= day.lengthOfMonth() && day.equals(weekdayNear(day.withDayOfMonth(wanted)));
    }
    return set(dayOfMonth, 1, 31, List.of(), 0).get(day.getDayOfMonth());
  }

  /** The nearest day from Monday to Friday that lies in the same month. */
  private static LocalDate weekdayNear(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      default -> day;
    };
  }

  private boolean fitsWeek(LocalDate day) {
    int number = day.getDayOfWeek().getValue() % 7 + 1;
    if (dayOfWeek.equals("L")) {
      return number == 7;
    }
    int hash = dayOfWeek.indexOf('#');
    if (hash > 0) {
      int which = Integer.parseInt(dayOfWeek.substring(hash + 1));
      return number == value(dayOfWeek.substring(0, hash), DAYS, 1)
          && (day.getDayOfMonth() - 1) / 7 + 1 == which;
    }
    if (dayOfWeek.endsWith("L")) {
      int wanted = value(dayOfWeek.substring(0, dayOfWeek.length() - 1), DAYS, 1);
      DayOfWeek name = DayOfWeek.of(wanted == 1 ? 7 : wanted - 1);
      return day.equals(day.with(TemporalAdjusters.lastInMonth(name)));
    }
    return set(dayOfWeek, 1, 7, DAYS, 1).get(number);
  }

  /** The numbers that a field of lists, ranges and steps stands for. */
  private static BitSet set(String field, int low, int high, List<String> names, int firstName) {
    BitSet set = new BitSet();
    for (String part : field.split(",", -1)) {
      String[] step = part.split("/", -1);
      String[] range = step[0].split("-", -1);
      if (step.length > 2 || range.length > 2) {
        throw ScheduleExpression.invalid();
      }
      boolean all = step[0].equals("*");
      int from = all ? low : value(range[0], names, firstName);
      int to = all || (step.length == 2 && range.length == 1) ? high : from;
      to = range.length == 2 ? value(range[1], names, firstName) : to;
      int by = step.length == 2 ? value(step[1], List.of(), 0) : 1;
      if (from < low || to > high || from > to || by < 1) {
        throw ScheduleExpression.invalid();
      }
      for (int i = from; i <= to; i += by) {
        set.set(i);
      }
    }
    return set;
  }

  private static int value(String text, List<String> names, int firstName) {
    int name = names.indexOf(text);
    if (name >= 0) {
      return name + firstName;
    }
    if (!text.matches("\\d{1,4}")) {
      throw ScheduleExpression.invalid();
    }
    return Integer.parseInt(text);
  }
}

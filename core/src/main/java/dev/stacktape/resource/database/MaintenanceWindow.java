package dev.stacktape.resource.database;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When AWS works on a database. Times are UTC.
 *
 * @param text such as {@code Sun:02:00-Sun:04:00}
 */
record MaintenanceWindow(String text) {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final String POINT = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun):([01]\\d|2[0-3]):([0-5]\\d)";
  private static final Pattern FORM =
      Pattern.compile(POINT + "-" + POINT, Pattern.CASE_INSENSITIVE);
  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  /** What AWS asks for. */
  private static final int SHORTEST = 30;

  /** Minutes before the maintenance at which the backup is made, so that there is a fresh one. */
  private static final int BACKUP_LEAD = 60;

  /** Where the night from Saturday to Sunday is, in hours from UTC. */
  private static final Map<String, Integer> HOURS_FROM_UTC =
      Map.ofEntries(
          Map.entry("af", 2),
          Map.entry("ap-east-1", 8),
          Map.entry("ap-northeast", 9),
          Map.entry("ap-south", 5),
          Map.entry("ap-southeast-1", 8),
          Map.entry("ap-southeast-2", 10),
          Map.entry("ap-southeast", 8),
          Map.entry("ca-central", -5),
          Map.entry("ca-west", -7),
          Map.entry("eu-west", 0),
          Map.entry("eu", 1),
          Map.entry("il", 2),
          Map.entry("me", 3),
          Map.entry("mx", -6),
          Map.entry("sa", -3),
          Map.entry("us-east", -5),
          Map.entry("us-gov-east", -5),
          Map.entry("us", -8));

  /** Sunday, two to four at night in the region. */
  static MaintenanceWindow of(String region) {
    int start = 6 * DAY + 2 * 60 - 60 * hours(region);
    return new MaintenanceWindow(point(start) + "-" + point(start + 120));
  }

  /** Null where the text is not a window that AWS takes. */
  static @Nullable MaintenanceWindow parse(String text) {
    MaintenanceWindow window = new MaintenanceWindow(text);
    if (!FORM.matcher(text).matches()) {
      return null;
    }
    int length = Math.floorMod(window.minute(4) - window.minute(1), WEEK);
    return length >= SHORTEST && length < DAY ? window : null;
  }

  /** When the daily backup is made: half an hour that ends before the maintenance begins. */
  String backup() {
    int start = Math.floorMod(minute(1) - BACKUP_LEAD, DAY);
    return clock(start) + "-" + clock((start + SHORTEST) % DAY);
  }

  /** The minute of the week that is given by three groups from the given one on. */
  private int minute(int group) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalStateException("checked before: " + text);
    }
    String day = form.group(group).toLowerCase(Locale.ROOT);
    int dayOfWeek = DAYS.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList().indexOf(day);
    return dayOfWeek * DAY
        + Integer.parseInt(form.group(group + 1)) * 60
        + Integer.parseInt(form.group(group + 2));
  }

  private static int hours(String region) {
    return HOURS_FROM_UTC.entrySet().stream()
        .filter(entry -> region.startsWith(entry.getKey()))
        .max((one, other) -> Integer.compare(one.getKey().length(), other.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(0);
  }

  private static String point(int minute) {
    int inWeek = Math.floorMod(minute, WEEK);
    return DAYS.get(inWeek / DAY) + ":" + clock(inWeek % DAY);
  }

  private static String clock(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}

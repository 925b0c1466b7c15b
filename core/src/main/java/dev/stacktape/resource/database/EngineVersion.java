package dev.stacktape.resource.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the version of a database engine says. AWS adds versions every month, so they are told by
 * their form and not by a list; only AWS knows which of them it offers in a region.
 *
 * @param family of parameter groups
 * @param major as option groups want it
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html">Parameter
 *     groups</a>
 */
record EngineVersion(String family, String major) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(.*)");
  private static final Pattern AURORA_MYSQL =
      Pattern.compile("(5\\.7|8\\.0|8\\.4)(?:\\.mysql_aurora\\.[\\d.]+|\\.\\d+)?");
  private static final Pattern SUFFIX = Pattern.compile("([.-][\\w.-]+)?");

  /** The first major version of PostgreSQL that is one number. */
  private static final int ONE_NUMBER = 10;

  /** A major version comes each year, and 18 was the newest in 2025: a larger one is a slip. */
  private static final int BEYOND = 30;

  /** Null where the version is not of the form that the engine has. */
  static @Nullable EngineVersion of(String engine, String version) {
    if (engine.equals("aurora-mysql")) {
      Matcher aurora = AURORA_MYSQL.matcher(version);
      return aurora.matches()
          ? new EngineVersion("aurora-mysql" + aurora.group(1), aurora.group(1))
          : null;
    }
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches() || !SUFFIX.matcher(numbers.group(4)).matches()) {
      return null;
    }
    String first = numbers.group(1);
    String second = numbers.group(2);
    return switch (engine) {
      case "postgres", "aurora-postgresql" -> postgres(engine, first, second);
      case "mysql", "mariadb" -> twoNumbers(engine, first, second);
      default ->
          engine.startsWith("oracle")
              ? new EngineVersion(engine + "-" + first, first)
              : sqlServer(engine, first, second);
    };
  }

  private static @Nullable EngineVersion postgres(
      String engine, String first, @Nullable String second) {
    if (first.length() > 2 || Integer.parseInt(first) > BEYOND) {
      return null;
    }
    if (Integer.parseInt(first) >= ONE_NUMBER) {
      return new EngineVersion(engine + first, first);
    }
    return twoNumbers(engine, first, second);
  }

  private static @Nullable EngineVersion twoNumbers(
      String engine, String first, @Nullable String second) {
    String major = first + "." + second;
    return second == null ? null : new EngineVersion(engine + major, major);
  }

  /** {@code 16.00.4225.2.v1} is of the family {@code sqlserver-se-16.0}. */
  private static @Nullable EngineVersion sqlServer(
      String engine, String first, @Nullable String second) {
    if (second == null) {
      return null;
    }
    String minor = String.valueOf(Integer.parseInt(second));
    return new EngineVersion(engine + "-" + first + "." + minor, first + "." + second);
  }

  /**
   * Whether serverless Aurora of this version can go to sleep.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">Automatic
   *     pause</a>
   */
  static boolean canSleep(String engine, String version) {
    if (engine.equals("aurora-mysql")) {
      Matcher aurora = Pattern.compile(".*mysql_aurora\\.3\\.(\\d+)\\..*").matcher(version);
      return !aurora.matches() || Integer.parseInt(aurora.group(1)) >= 8;
    }
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches() || numbers.group(2) == null) {
      return true;
    }
    int minor = Integer.parseInt(numbers.group(2));
    return switch (numbers.group(1)) {
      case "13" -> minor >= 15;
      case "14" -> minor >= 12;
      case "15" -> minor >= 7;
      case "16" -> minor >= 3;
      default -> true;
    };
  }
}

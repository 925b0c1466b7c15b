package dev.stacktape.local.cloudwatch;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Alarms. One on a single metric is looked at when somebody asks for it; the state of one with
 * metric math is what it was last set to. None of them does anything.
 */
final class Alarms {
  private final StateStore store;
  private final MetricCalls metrics;
  private final Clock clock;

  /**
   * An alarm.
   *
   * @param properties as CloudFormation has them
   * @param state what it was set to, null where nobody has set it
   * @param changed epoch milliseconds
   */
  record Alarm(
      String name,
      String region,
      Map<String, Object> properties,
      @Nullable String state,
      @Nullable String reason,
      long changed) {}

  /** How an alarm is. */
  record State(String value, String reason, long changed) {}

  Alarms(StateStore store, MetricCalls metrics, Clock clock) {
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
  }

  synchronized void put(String name, String region, Map<String, Object> properties) {
    Alarm before = store.read(name, Alarm.class);
    store.write(
        name,
        before == null
            ? new Alarm(name, region, properties, null, null, clock.millis())
            : new Alarm(
                name, region, properties, before.state(), before.reason(), before.changed()));
  }

  synchronized void set(String name, String state, String reason) {
    Alarm alarm = store.read(name, Alarm.class);
    if (alarm == null) {
      throw new AwsError(404, "ResourceNotFound", "Unknown alarm " + name);
    }
    store.write(
        name, new Alarm(name, alarm.region(), alarm.properties(), state, reason, clock.millis()));
  }

  synchronized void delete(String name) {
    store.delete(name);
  }

  synchronized List<Alarm> all(String region) {
    return store.names().stream()
        .sorted()
        .map(name -> store.read(name, Alarm.class))
        .filter(Objects::nonNull)
        .filter(alarm -> alarm.region().equals(region))
        .toList();
  }

  State state(Alarm alarm) {
    if (alarm.state() != null) {
      return new State(
          alarm.state(), Objects.requireNonNullElse(alarm.reason(), ""), alarm.changed());
    }
    Map<String, Object> properties = alarm.properties();
    String metric = text(properties, "MetricName");
    if (metric == null || properties.get("Metrics") != null) {
      return new State("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation", alarm.changed());
    }
    return evaluated(alarm, metric);
  }

  private State evaluated(Alarm alarm, String metric) {
    Map<String, Object> properties = alarm.properties();
    int period = number(properties, "Period", 60);
    int periods = number(properties, "EvaluationPeriods", 1);
    int needed = number(properties, "DatapointsToAlarm", periods);
    double threshold =
        Double.parseDouble(Objects.requireNonNullElse(text(properties, "Threshold"), "0"));
    Instant now = clock.instant();
    Instant from =
        Instant.ofEpochSecond(
            Math.floorDiv(now.getEpochSecond(), period) * period - (long) period * (periods - 1));
    Series series =
        new Series(
            Objects.requireNonNullElse(text(properties, "Namespace"), ""),
            metric,
            dimensions(properties));
    String statistic =
        Objects.requireNonNullElse(
            text(properties, "Statistic"),
            Objects.requireNonNullElse(text(properties, "ExtendedStatistic"), "Average"));
    NavigableMap<Instant, Double> values =
        metrics.values(series, period, statistic, from, now.plusSeconds(1));
    String operator = Objects.requireNonNullElse(text(properties, "ComparisonOperator"), "");
    List<Double> breaching =
        values.values().stream().filter(value -> breaches(operator, value, threshold)).toList();
    String said =
        "%d of the last %d datapoints %s are over the threshold (%s)."
            .formatted(breaching.size(), periods, breaching, threshold);
    if (breaching.size() >= needed) {
      return new State("ALARM", "Threshold Crossed: " + said, now.toEpochMilli());
    }
    boolean missing =
        values.isEmpty()
            && Objects.requireNonNullElse(text(properties, "TreatMissingData"), "missing")
                .equals("missing");
    return new State(missing ? "INSUFFICIENT_DATA" : "OK", said, alarm.changed());
  }

  private static boolean breaches(String operator, double value, double threshold) {
    return switch (operator) {
      case "GreaterThanThreshold" -> value > threshold;
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "LessThanThreshold" -> value < threshold;
      case "LessThanOrEqualToThreshold" -> value <= threshold;
      default -> false;
    };
  }

  private static Map<String, String> dimensions(Map<String, Object> properties) {
    Map<String, String> dimensions = new TreeMap<>();
    if (properties.get("Dimensions") instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> dimension) {
          dimensions.put(
              String.valueOf(dimension.get("Name")), String.valueOf(dimension.get("Value")));
        }
      }
    }
    return dimensions;
  }

  private static int number(Map<String, Object> properties, String name, int otherwise) {
    String text = text(properties, name);
    return text == null ? otherwise : (int) Double.parseDouble(text);
  }

  static @Nullable String text(Map<String, Object> properties, String name) {
    Object value = properties.get(name);
    return value == null ? null : String.valueOf(value);
  }
}

package dev.stacktape.local.cloudwatch;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudwatch.MetricStore.Line;
import dev.stacktape.local.cloudwatch.MetricStore.Point;
import dev.stacktape.local.value.Document;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations on metrics. */
final class MetricCalls {
  private static final int MOST_QUERIES = 500;

  private final MetricStore store;
  private final Clock clock;

  MetricCalls(MetricStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Values that a client sends; several of one metric may come as statistics of them. */
  void put(Document input) {
    String namespace = input.required("Namespace");
    for (Document datum : input.documents("MetricData")) {
      Object time = datum.get("Timestamp");
      String value = datum.text("Value");
      if (value == null) {
        throw new AwsError(
            400,
            "InvalidParameterValue",
            "The embedded AWS takes single values of metrics, no sets or distributions");
      }
      store.add(
          new Line(
              time == null ? clock.millis() : time(time).toEpochMilli(),
              namespace,
              dimensions(datum),
              Map.of(datum.required("MetricName"), Double.valueOf(value))));
    }
  }

  /** One result for each query, with the periods in which there were values. */
  List<Map<String, Object>> data(Document input) {
    List<Document> queries = input.documents("MetricDataQueries");
    if (queries.size() > MOST_QUERIES) {
      throw new AwsError(
          400, "ValidationError", "The collection MetricDataQueries must not have a size over 500");
    }
    input.required("StartTime");
    input.required("EndTime");
    Instant from = time(input.get("StartTime"));
    Instant to = time(input.get("EndTime"));
    boolean ascending = input.text("ScanBy", "").equals("TimestampAscending");
    List<Map<String, Object>> results = new ArrayList<>();
    for (Document query : queries) {
      if (!query.has("MetricStat")) {
        throw new AwsError(
            400, "ValidationError", "The embedded AWS has no metric math in MetricDataQueries");
      }
      Document stat = query.at("MetricStat");
      Series series = series(stat.at("Metric"));
      NavigableMap<Instant, Double> found =
          values(series, stat.number("Period", 60), stat.required("Stat"), from, to);
      NavigableMap<Instant, Double> values = ascending ? found : found.descendingMap();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("Id", query.required("Id"));
      result.put("Label", query.text("Label", series.name()));
      result.put("StatusCode", "Complete");
      result.put("Timestamps", List.copyOf(values.keySet()));
      result.put("Values", List.copyOf(values.values()));
      results.add(result);
    }
    return results;
  }

  /** Which metrics there are. */
  List<Map<String, Object>> list(Document input) {
    String namespace = input.text("Namespace");
    String name = input.text("MetricName");
    return store.all().stream()
        .filter(series -> namespace == null || series.namespace().equals(namespace))
        .filter(series -> name == null || series.name().equals(name))
        .sorted(Comparator.comparing(Series::toString))
        .map(MetricCalls::view)
        .toList();
  }

  private static Map<String, Object> view(Series series) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("Namespace", series.namespace());
    view.put("MetricName", series.name());
    view.put(
        "Dimensions",
        new TreeMap<>(series.dimensions())
            .entrySet().stream()
                .map(one -> Map.of("Name", one.getKey(), "Value", one.getValue()))
                .toList());
    return view;
  }

  /** A value for each period that has any, by the beginning of the period. */
  NavigableMap<Instant, Double> values(
      Series series, int period, String statistic, Instant from, Instant to) {
    if (period < 1) {
      throw new AwsError(400, "InvalidParameterValue", "Period must not be less than 1");
    }
    Map<Long, List<Double>> byPeriod = new HashMap<>();
    for (Point point : store.points(series, from.toEpochMilli(), to.toEpochMilli())) {
      byPeriod
          .computeIfAbsent(
              Math.floorDiv(point.time() / 1000, period) * period, start -> new ArrayList<>())
          .add(point.value());
    }
    NavigableMap<Instant, Double> values = new TreeMap<>();
    byPeriod.forEach(
        (start, all) -> values.put(Instant.ofEpochSecond(start), Statistic.of(statistic, all)));
    return values;
  }

  private static Series series(Document metric) {
    return new Series(
        metric.required("Namespace"), metric.required("MetricName"), dimensions(metric));
  }

  private static Map<String, String> dimensions(Document of) {
    Map<String, String> dimensions = new TreeMap<>();
    for (Document dimension : of.documents("Dimensions")) {
      dimensions.put(dimension.required("Name"), dimension.text("Value", ""));
    }
    return dimensions;
  }

  /** A text in the query protocol, seconds since 1970 in CBOR. */
  private static Instant time(@Nullable Object time) {
    if (time instanceof Number seconds) {
      return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }
    try {
      return OffsetDateTime.parse(String.valueOf(time)).toInstant();
    } catch (DateTimeException e) {
      throw new AwsError(400, "MalformedInput", "'" + time + "' is not a timestamp");
    }
  }
}

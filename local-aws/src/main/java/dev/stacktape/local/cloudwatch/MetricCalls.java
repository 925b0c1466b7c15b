package dev.stacktape.local.cloudwatch;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudwatch.MetricStore.Line;
import dev.stacktape.local.cloudwatch.MetricStore.Point;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.XmlWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

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
  void put(FormParameters form) {
    String namespace = form.required("Namespace");
    for (FormParameters datum : form.structures("MetricData")) {
      String time = datum.text("Timestamp");
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
  Consumer<XmlWriter> data(FormParameters form) {
    List<FormParameters> queries = form.structures("MetricDataQueries");
    if (queries.size() > MOST_QUERIES) {
      throw new AwsError(
          400, "ValidationError", "The collection MetricDataQueries must not have a size over 500");
    }
    Instant from = time(form.required("StartTime"));
    Instant to = time(form.required("EndTime"));
    boolean ascending = form.text("ScanBy", "").equals("TimestampAscending");
    record Result(String id, String label, SortedMap<Instant, Double> values) {}
    List<Result> results = new ArrayList<>();
    for (FormParameters query : queries) {
      if (!query.has("MetricStat")) {
        throw new AwsError(
            400, "ValidationError", "The embedded AWS has no metric math in MetricDataQueries");
      }
      FormParameters stat = query.structure("MetricStat");
      Series series = series(stat.structure("Metric"));
      SortedMap<Instant, Double> values =
          values(series, stat.number("Period", 60), stat.required("Stat"), from, to);
      results.add(new Result(query.required("Id"), query.text("Label", series.name()), values));
    }
    return xml ->
        xml.members(
            "MetricDataResults",
            results,
            (one, result) -> {
              List<Instant> times = new ArrayList<>(result.values().keySet());
              if (!ascending) {
                times.sort(Comparator.reverseOrder());
              }
              one.text("Id", result.id())
                  .text("Label", result.label())
                  .text("StatusCode", "Complete")
                  .members("Timestamps", times.stream().map(Instant::toString).toList())
                  .members(
                      "Values",
                      times.stream()
                          .map(time -> String.valueOf(result.values().get(time)))
                          .toList());
            });
  }

  /** Which metrics there are. */
  Consumer<XmlWriter> list(FormParameters form) {
    String namespace = form.text("Namespace");
    String name = form.text("MetricName");
    List<Series> found =
        store.all().stream()
            .filter(series -> namespace == null || series.namespace().equals(namespace))
            .filter(series -> name == null || series.name().equals(name))
            .sorted(Comparator.comparing(Series::toString))
            .toList();
    return xml ->
        xml.members(
            "Metrics",
            found,
            (one, series) ->
                one.text("Namespace", series.namespace())
                    .text("MetricName", series.name())
                    .members(
                        "Dimensions",
                        new TreeMap<>(series.dimensions()).entrySet(),
                        (dimension, entry) ->
                            dimension
                                .text("Name", entry.getKey())
                                .text("Value", entry.getValue())));
  }

  /** A value for each period that has any, by the beginning of the period. */
  SortedMap<Instant, Double> values(
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
    SortedMap<Instant, Double> values = new TreeMap<>();
    byPeriod.forEach(
        (start, all) -> values.put(Instant.ofEpochSecond(start), Statistic.of(statistic, all)));
    return values;
  }

  private static Series series(FormParameters metric) {
    return new Series(
        metric.required("Namespace"), metric.required("MetricName"), dimensions(metric));
  }

  private static Map<String, String> dimensions(FormParameters of) {
    Map<String, String> dimensions = new TreeMap<>();
    for (FormParameters dimension : of.structures("Dimensions")) {
      dimensions.put(
          dimension.required("Name"), Objects.requireNonNullElse(dimension.text("Value"), ""));
    }
    return dimensions;
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new AwsError(400, "MalformedInput", "'" + text + "' is not a timestamp");
    }
  }
}

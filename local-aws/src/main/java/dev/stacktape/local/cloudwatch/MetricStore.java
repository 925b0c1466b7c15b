package dev.stacktape.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of all metrics, each with its time, in a file that is only appended to; what is too
 * old is left out when it is read again. Thread-safe.
 */
final class MetricStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As long as AWS keeps periods of a minute. */
  private static final Duration KEPT = Duration.ofDays(15);

  /**
   * A line of the file.
   *
   * @param t epoch milliseconds
   * @param n the namespace
   * @param d the dimensions
   * @param v values by the names of the metrics
   */
  record Line(long t, String n, Map<String, String> d, Map<String, Double> v) {}

  /** A value at a time in epoch milliseconds. */
  record Point(long time, double value) {}

  private final Path file;
  private final Clock clock;
  private final Map<Series, List<Point>> series = new HashMap<>();
  private boolean loaded;

  MetricStore(Path folder, Clock clock) {
    this.file = folder.resolve("metrics.jsonl");
    this.clock = clock;
  }

  synchronized void add(Line line) {
    load();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          JSON.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keep(line);
  }

  /** The values of a metric from one time to another, the second not included. */
  synchronized List<Point> points(Series wanted, long from, long to) {
    load();
    return series.getOrDefault(wanted, List.of()).stream()
        .filter(point -> point.time() >= from && point.time() < to)
        .toList();
  }

  synchronized Set<Series> all() {
    load();
    return Set.copyOf(series.keySet());
  }

  private void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    if (!Files.exists(file)) {
      return;
    }
    long oldest = clock.millis() - KEPT.toMillis();
    try {
      for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        Line line = parse(text);
        if (line != null && line.t() >= oldest) {
          keep(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null for a line that a process was killed in the middle of. */
  private static @Nullable Line parse(String text) {
    try {
      return JSON.readValue(text, Line.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void keep(Line line) {
    new TreeMap<>(line.v())
        .forEach(
            (name, value) ->
                series
                    .computeIfAbsent(new Series(line.n(), name, line.d()), one -> new ArrayList<>())
                    .add(new Point(line.t(), value)));
  }
}

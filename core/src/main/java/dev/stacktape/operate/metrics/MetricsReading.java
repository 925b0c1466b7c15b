package dev.stacktape.operate.metrics;

import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * Reads the figures of a stack, all in one question of several pages. Changes nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
public final class MetricsReading {
  /** As many series one call takes. */
  private static final int BATCH = 500;

  /** As many points fit on a line. */
  private static final int POINTS = 40;

  private static final List<Duration> PERIODS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final CloudWatchClient cloudWatch;

  /** Reads through this client. */
  public MetricsReading(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  /** A series that was asked for. */
  private record Series(Resource resource, FigureSpec spec) {}

  /**
   * The figures between two points in time.
   *
   * @param wanted names of resources, empty for all
   * @throws StacktapeException {@code RESOURCE_NOT_DEPLOYED}
   */
  public Figures read(Inventory stack, Collection<String> wanted, Instant from, Instant to) {
    stack.require(wanted);
    List<Series> series = new ArrayList<>();
    for (Resource resource : stack.resources()) {
      boolean isWanted = wanted.isEmpty() || wanted.contains(resource.name());
      if (isWanted && resource.physicalId() != null) {
        FigureSpecs.of(resource).forEach(spec -> series.add(new Series(resource, spec)));
      }
    }
    Duration period = period(Duration.between(from, to));
    long length = period.toSeconds();
    // CloudWatch counts its periods from the epoch on.
    Instant start = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), length) * length);
    Instant end = Instant.ofEpochSecond(-Math.floorDiv(-to.getEpochSecond(), length) * length);
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < series.size(); i += BATCH) {
      figures.addAll(
          read(series.subList(i, Math.min(series.size(), i + BATCH)), start, end, period));
    }
    TreeSet<String> without = new TreeSet<>(wanted);
    figures.forEach(figure -> without.remove(figure.resourceName()));
    return new Figures(stack.target(), start, end, period, figures, List.copyOf(without));
  }

  private List<Figure> read(List<Series> series, Instant from, Instant to, Duration period) {
    List<MetricDataQuery> queries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      queries.add(query("s" + i, series.get(i), period));
    }
    Map<String, Map<Instant, Double>> values = new HashMap<>();
    for (MetricDataResult result :
        cloudWatch
            .getMetricDataPaginator(
                request ->
                    request
                        .metricDataQueries(queries)
                        .startTime(from)
                        .endTime(to)
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING))
            .metricDataResults()) {
      Map<Instant, Double> points = values.computeIfAbsent(result.id(), id -> new HashMap<>());
      for (int i = 0; i < result.timestamps().size(); i++) {
        points.put(result.timestamps().get(i), result.values().get(i));
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Map<Instant, Double> points = values.getOrDefault("s" + i, Map.of());
      figures.add(figure(series.get(i), points, from, to, period));
    }
    return figures;
  }

  private static MetricDataQuery query(String id, Series series, Duration period) {
    FigureSpec spec = series.spec();
    List<Dimension> dimensions =
        spec.dimensions().apply(series.resource()).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one -> Dimension.builder().name(one.getKey()).value(one.getValue()).build())
            .toList();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            stat ->
                stat.metric(
                        metric ->
                            metric
                                .namespace(spec.namespace())
                                .metricName(spec.metric())
                                .dimensions(dimensions))
                    .period(Math.toIntExact(period.toSeconds()))
                    .stat(spec.statistic()))
        .returnData(true)
        .build();
  }

  private static Figure figure(
      Series series, Map<Instant, Double> values, Instant from, Instant to, Duration period) {
    List<@Nullable Double> points = new ArrayList<>();
    for (Instant time = from; time.isBefore(to); time = time.plus(period)) {
      points.add(values.get(time));
    }
    FigureSpec spec = series.spec();
    OptionalDouble value =
        spec.summary().of(values.values().stream().filter(Objects::nonNull).toList());
    return new Figure(
        series.resource().name(),
        series.resource().type(),
        series.resource().logicalId(),
        spec.title(),
        spec.unit(),
        points,
        value.isPresent() ? value.getAsDouble() : null);
  }

  /** The shortest period with which the time fits on a line. */
  private static Duration period(Duration time) {
    return PERIODS.stream()
        .filter(period -> period.multipliedBy(POINTS).compareTo(time) >= 0)
        .findFirst()
        .orElse(PERIODS.get(PERIODS.size() - 1));
  }
}

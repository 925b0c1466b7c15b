package dev.stacktape.resource.alarm;

import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an alarm compares with its threshold. */
public sealed interface Measurement {
  /** Adds it to the properties of an alarm. */
  void addTo(Tree alarm, int periodSeconds);

  /**
   * One of CloudWatch's metrics.
   *
   * @param dimensions template values by the names of the dimensions
   * @param statistic such as {@code Average} or {@code p90}
   */
  record Metric(String namespace, String name, Map<String, Object> dimensions, String statistic)
      implements Measurement {

    /** What is made of the measurements of a period, in CloudWatch's words. */
    public static String statistic(Statistic statistic) {
      return switch (statistic) {
        case AVG -> "Average";
        case MAX -> "Maximum";
        case MIN -> "Minimum";
        case SUM -> "Sum";
        case P90 -> "p90";
        case P95 -> "p95";
        case P99 -> "p99";
      };
    }

    @Override
    public void addTo(Tree alarm, int periodSeconds) {
      boolean percentile = statistic.startsWith("p");
      alarm
          .with("Namespace", namespace)
          .with("MetricName", name)
          .with("Dimensions", dimensionList())
          .with("Period", periodSeconds)
          .with(percentile ? "ExtendedStatistic" : "Statistic", statistic);
    }

    private List<Map<String, Object>> dimensionList() {
      return dimensions.entrySet().stream()
          .map(
              dimension ->
                  new Tree()
                      .with("Name", dimension.getKey())
                      .with("Value", dimension.getValue())
                      .build())
          .toList();
    }

    private Map<String, Object> query(String id, int periodSeconds) {
      return new Tree()
          .with("Id", id)
          .with(
              "MetricStat",
              new Tree()
                  .with(
                      "Metric",
                      new Tree()
                          .with("Namespace", namespace)
                          .with("MetricName", name)
                          .with("Dimensions", dimensionList()))
                  .with("Period", periodSeconds)
                  .with("Stat", statistic))
          .with("ReturnData", false)
          .build();
    }
  }

  /**
   * How many of those that are looked after are not well, in percent; 0 where there are none.
   *
   * @param groups pairs of those that are not well and those that are
   */
  record Unwell(List<Group> groups) implements Measurement {
    /** The most that CloudWatch takes: of the ten metrics of an alarm one is the result. */
    public static final int MAX_GROUPS = 4;

    /** What is looked after together. */
    public record Group(Metric unwell, Metric well) {}

    @Override
    public void addTo(Tree alarm, int periodSeconds) {
      List<Map<String, Object>> metrics = new ArrayList<>();
      List<String> unwell = new ArrayList<>();
      List<String> all = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        metrics.add(groups.get(i).unwell().query("unwell" + i, periodSeconds));
        metrics.add(groups.get(i).well().query("well" + i, periodSeconds));
        unwell.add("FILL(unwell" + i + ", 0)");
        all.add("FILL(unwell" + i + ", 0) + FILL(well" + i + ", 0)");
      }
      String total = String.join(" + ", all);
      metrics.add(
          new Tree()
              .with("Id", "share")
              .with(
                  "Expression",
                  "IF((%s) > 0, 100 * (%s) / (%s), 0)"
                      .formatted(total, String.join(" + ", unwell), total))
              .with("Label", "Unwell in percent of all")
              .with("ReturnData", true)
              .build());
      alarm.with("Metrics", metrics);
    }
  }

  /** How much of one metric another one is, in percent; 0 where there is nothing. */
  record Share(Metric part, Metric whole) implements Measurement {
    @Override
    public void addTo(Tree alarm, int periodSeconds) {
      alarm.with(
          "Metrics",
          List.of(
              part.query("part", periodSeconds),
              whole.query("whole", periodSeconds),
              new Tree()
                  .with("Id", "share")
                  .with("Expression", "IF(whole > 0, 100 * part / whole, 0)")
                  .with("Label", part.name() + " in percent of " + whole.name())
                  .with("ReturnData", true)
                  .build()));
    }
  }
}

package dev.stacktape.resource.database;

import dev.stacktape.resource.alarm.AlarmCondition;
import dev.stacktape.resource.alarm.ComparisonOperator;
import dev.stacktape.resource.alarm.Measurement.Metric;
import dev.stacktape.resource.alarm.Statistic;
import dev.stacktape.template.Fn;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What alarms on databases measure: the machine that takes writes, or a cluster of Aurora as a
 * whole.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html">CloudWatch
 *     metrics of RDS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html">CloudWatch
 *     metrics of Aurora</a>
 */
record DatabaseAlarms(DatabaseNames names, boolean isAurora) {
  /** RDS measures in bytes. */
  private static final double BYTES_IN_MB = 1024 * 1024;

  AlarmCondition condition(DatabaseAlarm alarm) {
    DatabaseAlarmTrigger trigger = alarm.trigger();
    if (trigger instanceof DatabaseAlarmTrigger.ReadLatency latency) {
      return above(
          "ReadLatency",
          latency.statistic(),
          latency.thresholdSeconds(),
          latency.comparisonOperator());
    }
    if (trigger instanceof DatabaseAlarmTrigger.WriteLatency latency) {
      return above(
          "WriteLatency",
          latency.statistic(),
          latency.thresholdSeconds(),
          latency.comparisonOperator());
    }
    if (trigger instanceof DatabaseAlarmTrigger.CpuUtilization use) {
      return above(
          "CPUUtilization", use.statistic(), use.thresholdPercent(), use.comparisonOperator());
    }
    if (trigger instanceof DatabaseAlarmTrigger.ConnectionCount count) {
      return above(
          "DatabaseConnections",
          count.statistic(),
          count.thresholdCount(),
          count.comparisonOperator());
    }
    if (trigger instanceof DatabaseAlarmTrigger.FreeMemory memory) {
      return below(
          "FreeableMemory",
          Objects.requireNonNullElse(memory.statistic(), Statistic.AVG),
          memory.thresholdMB(),
          memory.comparisonOperator());
    }
    DatabaseAlarmTrigger.FreeStorage storage = (DatabaseAlarmTrigger.FreeStorage) trigger;
    return below(
        "FreeStorageSpace",
        Objects.requireNonNullElse(storage.statistic(), Statistic.MIN),
        storage.thresholdMB(),
        storage.comparisonOperator());
  }

  private AlarmCondition above(
      String metric,
      @Nullable Statistic statistic,
      double threshold,
      @Nullable ComparisonOperator operator) {
    return new AlarmCondition(
        metric(metric, Objects.requireNonNullElse(statistic, Statistic.AVG)), threshold, operator);
  }

  private AlarmCondition below(
      String metric,
      Statistic statistic,
      double thresholdMb,
      @Nullable ComparisonOperator operator) {
    return new AlarmCondition(
        metric(metric, statistic),
        thresholdMb * BYTES_IN_MB,
        Objects.requireNonNullElse(operator, ComparisonOperator.LESS_THAN_THRESHOLD));
  }

  private Metric metric(String name, Statistic statistic) {
    Map<String, Object> dimension =
        isAurora
            ? Map.of("DBClusterIdentifier", Fn.ref(names.cluster()))
            : Map.of("DBInstanceIdentifier", Fn.ref(names.instance()));
    return new Metric("AWS/RDS", name, dimension, Metric.statistic(statistic));
  }
}

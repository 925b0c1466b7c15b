package dev.stacktape.resource.function;

import dev.stacktape.resource.alarm.AlarmCondition;
import dev.stacktape.resource.alarm.Measurement;
import dev.stacktape.resource.alarm.Statistic;
import dev.stacktape.template.Fn;
import java.util.Map;

/**
 * What alarms on functions measure.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Metrics
 *     of Lambda</a>
 */
final class FunctionAlarms {
  private FunctionAlarms() {}

  static AlarmCondition condition(FunctionAlarm alarm, FunctionNames names) {
    if (alarm.trigger() instanceof FunctionAlarmTrigger.ErrorRate rate) {
      return new AlarmCondition(
          new Measurement.Share(
              metric(names, "Errors", "Sum"), metric(names, "Invocations", "Sum")),
          rate.thresholdPercent(),
          rate.comparisonOperator());
    }
    FunctionAlarmTrigger.Duration duration = (FunctionAlarmTrigger.Duration) alarm.trigger();
    Statistic statistic = duration.statistic() == null ? Statistic.AVG : duration.statistic();
    return new AlarmCondition(
        metric(names, "Duration", Measurement.Metric.statistic(statistic)),
        duration.thresholdMilliseconds(),
        duration.comparisonOperator());
  }

  private static Measurement.Metric metric(FunctionNames names, String name, String statistic) {
    return new Measurement.Metric(
        "AWS/Lambda", name, Map.of("FunctionName", Fn.ref(names.functionId())), statistic);
  }
}

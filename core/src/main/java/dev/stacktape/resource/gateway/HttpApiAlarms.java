package dev.stacktape.resource.gateway;

import dev.stacktape.resource.alarm.AlarmCondition;
import dev.stacktape.resource.alarm.Measurement;
import dev.stacktape.resource.alarm.Statistic;
import dev.stacktape.template.Fn;
import java.util.Map;

/**
 * What alarms on HTTP APIs measure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html">Metrics
 *     of HTTP APIs</a>
 */
final class HttpApiAlarms {
  private HttpApiAlarms() {}

  static AlarmCondition condition(HttpApiAlarm alarm, String apiId) {
    if (alarm.trigger() instanceof HttpApiAlarmTrigger.ErrorRate rate) {
      return new AlarmCondition(
          new Measurement.Share(metric(apiId, "5xx", "Sum"), metric(apiId, "Count", "Sum")),
          rate.thresholdPercent(),
          rate.comparisonOperator());
    }
    HttpApiAlarmTrigger.Latency latency = (HttpApiAlarmTrigger.Latency) alarm.trigger();
    Statistic statistic = latency.statistic() == null ? Statistic.AVG : latency.statistic();
    return new AlarmCondition(
        metric(apiId, "Latency", Measurement.Metric.statistic(statistic)),
        latency.thresholdMilliseconds(),
        latency.comparisonOperator());
  }

  private static Measurement.Metric metric(String apiId, String name, String statistic) {
    return new Measurement.Metric(
        "AWS/ApiGateway", name, Map.of("ApiId", Fn.ref(apiId)), statistic);
  }
}

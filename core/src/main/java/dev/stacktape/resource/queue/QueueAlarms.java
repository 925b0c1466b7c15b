package dev.stacktape.resource.queue;

import dev.stacktape.resource.alarm.AlarmCondition;
import dev.stacktape.resource.alarm.Measurement;
import dev.stacktape.resource.alarm.Statistic;
import dev.stacktape.template.Fn;
import java.util.Map;

/**
 * What alarms on queues measure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Metrics
 *     of SQS</a>
 */
final class QueueAlarms {
  private QueueAlarms() {}

  static AlarmCondition condition(QueueAlarm alarm, String queueId) {
    if (alarm.trigger() instanceof QueueAlarmTrigger.ReceivedMessages received) {
      Statistic statistic = received.statistic() == null ? Statistic.AVG : received.statistic();
      return new AlarmCondition(
          metric(queueId, "NumberOfMessagesReceived", Measurement.Metric.statistic(statistic)),
          received.thresholdCount(),
          received.comparisonOperator());
    }
    return new AlarmCondition(
        metric(queueId, "ApproximateNumberOfMessagesVisible", "Maximum"), 0, null);
  }

  private static Measurement.Metric metric(String queueId, String name, String statistic) {
    return new Measurement.Metric(
        "AWS/SQS", name, Map.of("QueueName", Fn.getAtt(queueId, "QueueName")), statistic);
  }
}

package dev.stacktape.resource.alarm;

import dev.stacktape.resource.Tree;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/**
 * The event that CloudWatch sends when an alarm changes its state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm
 *     events</a>
 */
public final class AlarmStateRule {
  private AlarmStateRule() {}

  /** Matches when the alarm goes off. */
  public static Map<String, Object> wentOff(AlarmName alarm) {
    return new Tree()
        .with("source", List.of("aws.cloudwatch"))
        .with("detail-type", List.of("CloudWatch Alarm State Change"))
        .with("resources", List.of(Fn.getAtt(alarm.logicalId(), "Arn")))
        .with("detail", Map.of("state", Map.of("value", List.of("ALARM"))))
        .build();
  }
}

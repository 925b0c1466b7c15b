package dev.stacktape.operate.diagnosis;

import dev.stacktape.event.Amounts;
import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The alarms of the stack that are on. */
final class AlarmCheck implements Check {
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  /** As many names a call takes. */
  private static final int BATCH = 100;

  private final CloudWatchClient cloudWatch;

  AlarmCheck(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  @Override
  public String subject() {
    return "the alarms";
  }

  @Override
  public List<Finding> look(Inventory stack, Instant from, Instant to) {
    Map<String, Resource> alarms = new LinkedHashMap<>();
    stack.ofType(ALARM).forEach(alarm -> alarms.put(alarm.id(), alarm));
    List<String> names = List.copyOf(alarms.keySet());
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < names.size(); i += BATCH) {
      List<String> some = names.subList(i, Math.min(names.size(), i + BATCH));
      cloudWatch
          .describeAlarms(
              request -> request.alarmNames(some).stateValue(StateValue.ALARM).maxRecords(BATCH))
          .metricAlarms()
          .forEach(
              alarm ->
                  findings.add(
                      finding(Objects.requireNonNull(alarms.get(alarm.alarmName())), alarm)));
    }
    return findings;
  }

  private static Finding finding(Resource resource, MetricAlarm alarm) {
    String since =
        alarm.stateUpdatedTimestamp() == null
            ? ""
            : " since " + Amounts.moment(alarm.stateUpdatedTimestamp());
    List<String> evidence = new ArrayList<>();
    evidence.add("%s %s: %s".formatted(alarm.namespace(), alarm.metricName(), alarm.stateReason()));
    if (alarm.alarmDescription() != null && !alarm.alarmDescription().isBlank()) {
      evidence.add(alarm.alarmDescription().strip());
    }
    return new Finding(
        Kind.ALARM_ON,
        Urgency.WARNING,
        resource.resourceName(),
        null,
        "The alarm %s is on%s.".formatted(alarm.alarmName(), since),
        evidence,
        "Look at the figures and logs of what it watches: stacktape:metrics, stacktape:logs.");
  }
}

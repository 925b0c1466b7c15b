package dev.stacktape.resource.loadbalancer;

import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.alarm.AlarmCondition;
import dev.stacktape.resource.alarm.Measurement;
import dev.stacktape.resource.alarm.Measurement.Unwell;
import dev.stacktape.resource.alarm.Statistic;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What alarms on application load balancers measure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">CloudWatch
 *     metrics</a>
 */
final class LoadBalancerAlarms {
  private static final String SUM = "Sum";

  private LoadBalancerAlarms() {}

  /** Reports alarms on instances that there are none of, or more than CloudWatch looks at. */
  static void check(Inspection<LoadBalancerProperties> inspection) {
    List<LoadBalancerAlarm> alarms = inspection.properties().alarms();
    for (int i = 0; i < alarms.size(); i++) {
      if (alarms.get(i).trigger() instanceof LoadBalancerAlarmTrigger.UnhealthyTargets unhealthy) {
        int groups =
            WatchedTargets.groups(
                    inspection.resource(), unhealthy.onlyIncludeTargets(), inspection.stack())
                .size();
        if (groups == 0) {
          inspection.report(
              PROPERTY_NEEDS_ANOTHER
                  .error("Behind the load balancer there are no containers that could be unwell.")
                  .hint("Lead an event of a container to it, or remove the alarm."),
              "alarms",
              i,
              "trigger");
        } else if (groups > Unwell.MAX_GROUPS) {
          inspection.report(
              VALUE_INVALID
                  .error(
                      "An alarm can watch %d groups of containers, but there are %d."
                          .formatted(Unwell.MAX_GROUPS, groups))
                  .hint("Name some of the workloads as `onlyIncludeTargets`."),
              "alarms",
              i,
              "trigger");
        }
      }
    }
  }

  static AlarmCondition condition(
      LoadBalancerAlarm alarm, Contribution<LoadBalancerProperties> to) {
    String balancer = to.name();
    if (alarm.trigger() instanceof LoadBalancerAlarmTrigger.UnhealthyTargets unhealthy) {
      List<String> groups =
          WatchedTargets.groups(to.resource(), unhealthy.onlyIncludeTargets(), to.stack());
      return new AlarmCondition(
          new Unwell(
              groups.stream()
                  .map(
                      group ->
                          new Unwell.Group(
                              hosts(balancer, group, "UnHealthyHostCount"),
                              hosts(balancer, group, "HealthyHostCount")))
                  .toList()),
          unhealthy.thresholdPercent(),
          unhealthy.comparisonOperator());
    }
    if (alarm.trigger() instanceof LoadBalancerAlarmTrigger.ErrorRate rate) {
      return new AlarmCondition(
          new Measurement.Share(
              metric(balancer, "HTTPCode_Target_5XX_Count", SUM),
              metric(balancer, "RequestCount", SUM)),
          rate.thresholdPercent(),
          rate.comparisonOperator());
    }
    LoadBalancerAlarmTrigger.Metric custom = (LoadBalancerAlarmTrigger.Metric) alarm.trigger();
    Statistic statistic = custom.statistic() == null ? Statistic.AVG : custom.statistic();
    return new AlarmCondition(
        metric(balancer, Tree.textOf(custom.metric()), Measurement.Metric.statistic(statistic)),
        custom.threshold(),
        custom.comparisonOperator());
  }

  private static Measurement.Metric hosts(String balancer, String group, String name) {
    Map<String, Object> dimensions = new LinkedHashMap<>();
    dimensions.put("TargetGroup", Fn.getAtt(group, "TargetGroupFullName"));
    dimensions.put(
        "LoadBalancer", Fn.getAtt(LoadBalancerNames.balancerId(balancer), "LoadBalancerFullName"));
    return new Measurement.Metric("AWS/ApplicationELB", name, dimensions, "Average");
  }

  private static Measurement.Metric metric(String balancer, String name, String statistic) {
    return new Measurement.Metric(
        "AWS/ApplicationELB",
        name,
        Map.of(
            "LoadBalancer",
            Fn.getAtt(LoadBalancerNames.balancerId(balancer), "LoadBalancerFullName")),
        statistic);
  }
}

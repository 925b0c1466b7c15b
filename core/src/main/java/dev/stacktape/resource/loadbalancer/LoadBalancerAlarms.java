package dev.stacktape.resource.loadbalancer;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.alarm.AlarmCondition;
import dev.stacktape.resource.alarm.Measurement;
import dev.stacktape.resource.alarm.Statistic;
import dev.stacktape.template.Fn;
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

  static void checkSupport(Inspection<LoadBalancerProperties> inspection) {
    List<LoadBalancerAlarm> alarms = inspection.properties().alarms();
    for (int i = 0; i < alarms.size(); i++) {
      inspection.notSupported(
          alarms.get(i).trigger() instanceof LoadBalancerAlarmTrigger.UnhealthyTargets,
          "An alarm on the share of instances that are not well",
          "alarms",
          i,
          "trigger");
    }
  }

  static AlarmCondition condition(LoadBalancerAlarm alarm, String balancer) {
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

package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import dev.stacktape.resource.alarm.AlarmTrigger;
import dev.stacktape.resource.alarm.ComparisonOperator;
import dev.stacktape.resource.alarm.Statistic;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What an alarm on an application load balancer watches.")
@Union
public sealed interface LoadBalancerAlarmTrigger extends AlarmTrigger {

  @Doc("Any measurement that AWS makes of it.")
  @TypeName("application-load-balancer-custom")
  record Metric(
      @Doc(value = "The measurement.", example = "RequestCount") LoadBalancerMetric metric,
      @Doc(value = "The value that it is compared with.", example = "1000") Double threshold,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator)
      implements LoadBalancerAlarmTrigger {}

  @Doc("The share of requests that fail.")
  @TypeName("application-load-balancer-error-rate")
  record ErrorRate(
      @Doc(value = "The share in percent.", example = "5") Double thresholdPercent,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator)
      implements LoadBalancerAlarmTrigger {}

  @Doc("The share of instances that are not well.")
  @TypeName("application-load-balancer-unhealthy-targets")
  record UnhealthyTargets(
      @Doc(value = "The share in percent.", example = "50") Double thresholdPercent,
      @Doc(value = "Workloads to look at; all where left out.", example = "[api]")
          List<String> onlyIncludeTargets,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator)
      implements LoadBalancerAlarmTrigger {}
}

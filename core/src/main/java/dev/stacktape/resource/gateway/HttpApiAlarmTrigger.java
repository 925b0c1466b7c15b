package dev.stacktape.resource.gateway;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import dev.stacktape.resource.alarm.AlarmTrigger;
import dev.stacktape.resource.alarm.ComparisonOperator;
import dev.stacktape.resource.alarm.Statistic;
import org.jspecify.annotations.Nullable;

@Doc("What an alarm on an HTTP API watches.")
@Union
public sealed interface HttpApiAlarmTrigger extends AlarmTrigger {

  @Doc("The share of requests that fail.")
  @TypeName("http-api-gateway-error-rate")
  record ErrorRate(
      @Doc("The share in percent.") Double thresholdPercent,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator)
      implements HttpApiAlarmTrigger {}

  @Doc("How long requests take.")
  @TypeName("http-api-gateway-latency")
  record Latency(
      @Doc("The time in milliseconds.") Integer thresholdMilliseconds,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements HttpApiAlarmTrigger {}
}

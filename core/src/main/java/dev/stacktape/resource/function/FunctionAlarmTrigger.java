package dev.stacktape.resource.function;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import dev.stacktape.resource.alarm.ComparisonOperator;
import dev.stacktape.resource.alarm.Statistic;
import org.jspecify.annotations.Nullable;

@Doc("What an alarm on a function watches.")
@Union
public sealed interface FunctionAlarmTrigger {

  @Doc("The share of calls that fail.")
  @TypeName("lambda-error-rate")
  record ErrorRate(
      @Doc("The share in percent.") Double thresholdPercent,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator)
      implements FunctionAlarmTrigger {}

  @Doc("How long calls take.")
  @TypeName("lambda-duration")
  record Duration(
      @Doc("The time in milliseconds.") Integer thresholdMilliseconds,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements FunctionAlarmTrigger {}
}

package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import dev.stacktape.resource.alarm.AlarmTrigger;
import dev.stacktape.resource.alarm.ComparisonOperator;
import dev.stacktape.resource.alarm.Statistic;
import org.jspecify.annotations.Nullable;

@Doc("What an alarm on a relational database watches.")
@Union
public sealed interface DatabaseAlarmTrigger extends AlarmTrigger {

  @Doc("How long reading from the disk takes.")
  @TypeName("database-read-latency")
  record ReadLatency(
      @Doc(value = "The time in seconds.", example = "0.02") Double thresholdSeconds,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements DatabaseAlarmTrigger {}

  @Doc("How long writing to the disk takes.")
  @TypeName("database-write-latency")
  record WriteLatency(
      @Doc(value = "The time in seconds.", example = "0.02") Double thresholdSeconds,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements DatabaseAlarmTrigger {}

  @Doc("How busy the processor is.")
  @TypeName("database-cpu-utilization")
  record CpuUtilization(
      @Doc(value = "The use in percent.", example = "80") Double thresholdPercent,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements DatabaseAlarmTrigger {}

  @Doc("How much of the disk is left; not for Aurora.")
  @TypeName("database-free-storage")
  record FreeStorage(
      @Doc(value = "The space in MB.", example = "2048") Double thresholdMB,
      @Doc(value = "How the measurement is compared.", defaultValue = "LessThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "min")
          @Nullable Statistic statistic)
      implements DatabaseAlarmTrigger {}

  @Doc("How much memory is left; not for serverless databases.")
  @TypeName("database-free-memory")
  record FreeMemory(
      @Doc(value = "The memory in MB.", example = "256") Double thresholdMB,
      @Doc(value = "How the measurement is compared.", defaultValue = "LessThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements DatabaseAlarmTrigger {}

  @Doc("How many connections are open.")
  @TypeName("database-connection-count")
  record ConnectionCount(
      @Doc(value = "The number of connections.", example = "80") Double thresholdCount,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements DatabaseAlarmTrigger {}
}

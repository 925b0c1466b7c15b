package dev.stacktape.resource.queue;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import dev.stacktape.resource.alarm.ComparisonOperator;
import dev.stacktape.resource.alarm.Statistic;
import org.jspecify.annotations.Nullable;

@Doc("What an alarm on a queue watches.")
@Union
public sealed interface QueueAlarmTrigger {

  @Doc("How many messages are received.")
  @TypeName("sqs-queue-received-messages-count")
  record ReceivedMessages(
      @Doc("The number of messages.") Integer thresholdCount,
      @Doc(value = "How the measurement is compared.", defaultValue = "GreaterThanThreshold")
          @Nullable ComparisonOperator comparisonOperator,
      @Doc(value = "What is made of the measurements of a period.", defaultValue = "avg")
          @Nullable Statistic statistic)
      implements QueueAlarmTrigger {}

  @Doc("Whether there is any message.")
  @TypeName("sqs-queue-not-empty")
  record NotEmpty() implements QueueAlarmTrigger {}
}

package dev.stacktape.resource.queue;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.alarm.AlarmHost;
import dev.stacktape.resource.event.QueueFeeder;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("An SQS queue.")
public record QueueProperties(
    @Doc(value = "How long a message waits before it can be seen, in seconds.", defaultValue = "0")
        @Range(min = 0, max = 900)
        @Nullable Integer delayMessagesSecond,
    @Doc(value = "The largest message, in bytes.", defaultValue = "262144")
        @Range(min = 1024, max = 1048576)
        @Nullable Integer maxMessageSizeBytes,
    @Doc(value = "How long a message is kept, in seconds.", defaultValue = "345600")
        @Range(min = 60, max = 1209600)
        @Nullable Integer messageRetentionPeriodSeconds,
    @Doc(value = "How long a request for messages waits for one, in seconds.", defaultValue = "0")
        @Range(min = 0, max = 20)
        @Nullable Integer longPollingSeconds,
    @Doc(
            value = "How long a received message is hidden from others, in seconds.",
            defaultValue = "30")
        @Range(min = 0, max = 43200)
        @Nullable Integer visibilityTimeoutSeconds,
    @Doc(value = "Keeps the order and delivers each message once.", defaultValue = "false")
        @Nullable Boolean fifoEnabled,
    @Doc("Counts limits and duplicates for each message group; needs fifoEnabled.")
        @Nullable Boolean fifoHighThroughput,
    @Doc("Takes messages with the same content for duplicates; needs fifoEnabled.")
        @Nullable Boolean contentBasedDeduplication,
    @Doc("Where messages go that fail again and again.") @Nullable RedrivePolicy redrivePolicy,
    @Doc("Alarms on the queue.") List<QueueAlarm> alarms,
    @Doc(
            "Names of global alarms that leave this resource alone; there are none here, so it has no effect.")
        List<String> disabledGlobalAlarms,
    @Doc("Who else may use the queue.") List<QueuePolicyStatement> policyStatements,
    @Doc("Events that end up in the queue.") List<QueueInput> events)
    implements AlarmHost, QueueFeeder {

  @Override
  public List<Feed> feeds(Resource<?> self, StackView stack) {
    return QueueInputs.feeds(self.name(), this);
  }
}

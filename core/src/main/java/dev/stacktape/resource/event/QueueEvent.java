package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Messages of an SQS queue.")
@TypeName("sqs")
@Required
public record QueueEvent(
    @Doc("The queue in this config.") @Nullable String sqsQueueName,
    @Doc("ARN of a queue outside of this config.") @Nullable String sqsQueueArn,
    @Doc(value = "The most messages handed over at once.", defaultValue = "10")
        @Range(min = 1, max = 10000)
        @Nullable Integer batchSize,
    @Doc("The longest wait for a batch to fill, in seconds.") @Range(min = 0, max = 300)
        @Nullable Integer maxBatchWindowSeconds)
    implements FunctionEvent {}

package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.Required;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Records of a Kinesis stream.")
@TypeName("kinesis-stream")
@Required
public record KinesisEvent(
    @Doc("The stream in this config.") @Nullable String kinesisStreamName,
    @Doc("ARN of a stream outside of this config.") @Nullable String streamArn,
    @Doc("ARN of a consumer with a throughput of its own.") @Nullable String consumerArn,
    @Doc("Creates a consumer with a throughput of its own.") @Nullable Boolean autoCreateConsumer,
    @Doc("The longest wait for a batch to fill, in seconds.") @Range(min = 0, max = 300)
        @Nullable Integer maxBatchWindowSeconds,
    @Doc(value = "The most records handed over at once.", defaultValue = "10")
        @Range(min = 1, max = 10000)
        @Nullable Integer batchSize,
    @Doc(
            value = "Where reading starts: the oldest record or what comes from now on.",
            defaultValue = "TRIM_HORIZON")
        @Nullable StartingPosition startingPosition,
    @Doc("How often a failed batch is tried again.") @Nullable Integer maximumRetryAttempts,
    @Doc("Where the description of a failed batch goes.") @Nullable FailureDestination onFailure,
    @Doc("How many batches of one shard are handled at the same time.")
        @Nullable Integer parallelizationFactor,
    @Doc("Splits a failed batch in two before it is tried again.")
        @Nullable Boolean bisectBatchOnFunctionError)
    implements FunctionEvent, StreamEvent {}

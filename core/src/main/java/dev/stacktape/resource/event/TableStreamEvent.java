package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Changes of items in a DynamoDB table.")
@TypeName("dynamo-db-stream")
public record TableStreamEvent(
    @Doc(value = "ARN of the table's stream.", example = "$ResourceParam('orders', 'streamArn')")
        String streamArn,
    @Doc("The longest wait for a batch to fill, in seconds.") @Range(min = 0, max = 300)
        @Nullable Integer maxBatchWindowSeconds,
    @Doc(value = "The most records handed over at once.", defaultValue = "100")
        @Range(min = 1, max = 1000)
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

package dev.stacktape.resource.event;

import org.jspecify.annotations.Nullable;

/** Records that are read from the shards of a stream, in their order. */
public sealed interface StreamEvent permits KinesisEvent, TableStreamEvent {
  /** The longest wait for a batch to fill, in seconds. */
  @Nullable Integer maxBatchWindowSeconds();

  /** The most records handed over at once. */
  @Nullable Integer batchSize();

  /** Where reading starts. */
  @Nullable StartingPosition startingPosition();

  /** How often a failed batch is tried again. */
  @Nullable Integer maximumRetryAttempts();

  /** Where the description of a failed batch goes. */
  @Nullable FailureDestination onFailure();

  /** How many batches of one shard are handled at the same time. */
  @Nullable Integer parallelizationFactor();

  /** Splits a failed batch in two before it is tried again. */
  @Nullable Boolean bisectBatchOnFunctionError();
}

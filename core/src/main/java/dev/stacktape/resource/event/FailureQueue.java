package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("The queue for what could not be delivered.")
public record FailureQueue(
    @Doc("ARN of a queue outside of this config.") @Nullable String sqsQueueArn,
    @Doc("The queue in this config.") @Nullable String sqsQueueName) {}

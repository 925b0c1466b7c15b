package dev.stacktape.resource.queue;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Where messages go that fail again and again.")
public record RedrivePolicy(
    @Doc("The queue in this config.") @Nullable String targetSqsQueueName,
    @Doc("ARN of a queue outside of this config.") @Nullable String targetSqsQueueArn,
    @Doc(value = "How often a message is tried before it goes there.", example = "3")
        Integer maxReceiveCount) {}

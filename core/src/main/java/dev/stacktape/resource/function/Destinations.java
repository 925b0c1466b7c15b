package dev.stacktape.resource.function;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Where results of asynchronous calls go.")
public record Destinations(
    @Doc("ARN of a queue, topic, event bus or function for results.") @Nullable String onSuccess,
    @Doc("ARN of a queue, topic, event bus or function for failures.")
        @Nullable String onFailure) {}

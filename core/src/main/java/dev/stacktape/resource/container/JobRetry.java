package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("What happens when a batch job fails.")
public record JobRetry(
    @Doc(value = "How often it is started in all.", defaultValue = "1") @Range(min = 1)
        @Nullable Integer attempts,
    @Doc(value = "Time before it is started again, in seconds.", defaultValue = "0") @Range(min = 0)
        @Nullable Integer retryIntervalSeconds,
    @Doc(value = "By how much that time grows with each attempt.", defaultValue = "1")
        @Range(min = 1)
        @Nullable Double retryIntervalMultiplier) {}

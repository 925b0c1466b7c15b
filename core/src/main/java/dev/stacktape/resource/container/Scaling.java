package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("How many copies run.")
public record Scaling(
    @Doc(value = "The smallest number of copies.", defaultValue = "1") @Range(min = 1)
        @Nullable Integer minInstances,
    @Doc(value = "The largest number of copies.", defaultValue = "1") @Range(min = 1)
        @Nullable Integer maxInstances,
    @Doc("What decides on the number between the two.") @Nullable ScalingPolicy scalingPolicy) {}

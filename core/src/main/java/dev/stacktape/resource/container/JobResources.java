package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("What a batch job can use.")
public record JobResources(
    @Doc(value = "Virtual processors.", example = "2") Double cpu,
    @Doc(
            value = "Memory in MB; a little less than a power of two fits machines best.",
            example = "1800")
        @Range(min = 1)
        Integer memory,
    @Doc("Graphics processors.") @Nullable Integer gpu) {}

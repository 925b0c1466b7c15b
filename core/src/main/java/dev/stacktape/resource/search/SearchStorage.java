package dev.stacktape.resource.search;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("The disk of each machine of an OpenSearch domain.")
public record SearchStorage(
    @Doc(value = "The size in GB.", example = "20") @Range(min = 1) Integer size,
    @Doc(value = "Reads and writes per second.", defaultValue = "3000") @Nullable Integer iops,
    @Doc(value = "The throughput in MB per second.", defaultValue = "125")
        @Nullable Integer throughput) {}

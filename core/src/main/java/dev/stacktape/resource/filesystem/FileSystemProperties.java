package dev.stacktape.resource.filesystem;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("A file system that functions and containers share.")
public record FileSystemProperties(
    @Doc(value = "Backs it up every day.", defaultValue = "false") @Nullable Boolean backupEnabled,
    @Doc(value = "How fast it can be.", defaultValue = "elastic")
        @Nullable ThroughputMode throughputMode,
    @Doc(value = "The throughput in MB per second; needs the mode `provisioned`.", example = "10")
        @Range(min = 1)
        @Nullable Double provisionedThroughputInMibps) {}

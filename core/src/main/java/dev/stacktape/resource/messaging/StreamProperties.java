package dev.stacktape.resource.messaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("A Kinesis stream, which keeps records in order for several readers.")
public record StreamProperties(
    @Doc(value = "Whether its capacity follows its use or is fixed.", defaultValue = "ON_DEMAND")
        @Nullable StreamCapacity capacityMode,
    @Doc(value = "How many shards there are; only with a fixed capacity.", defaultValue = "1")
        @Range(min = 1)
        @Nullable Integer shardCount,
    @Doc(value = "How long records are kept, in hours.", defaultValue = "24")
        @Range(min = 24, max = 8760)
        @Nullable Integer retentionPeriodHours,
    @Doc("How records are encrypted.") @Nullable StreamEncryption encryption,
    @Doc(value = "Gives each reader a throughput of its own.", defaultValue = "false")
        @Nullable Boolean enableEnhancedFanOut) {}

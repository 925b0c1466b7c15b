package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("A MongoDB cluster at MongoDB Atlas.")
public record AtlasProperties(
    @Doc(value = "The size of its machines.", example = "M10") AtlasTier clusterTier,
    @Doc(value = "The size of the disk, in GB.", example = "10") @Nullable Double diskSizeGB,
    @Doc(value = "The version of MongoDB.", defaultValue = "'7.0'") @Nullable MongoVersion version,
    @Doc(value = "How many shards there are; needs the tier M30 or higher.", defaultValue = "1")
        @Range(min = 1)
        @Nullable Integer numShards,
    @Doc("How many copies there are.") @Nullable AtlasReplication replication,
    @Doc(value = "Backs it up; needs the tier M10 or higher.", defaultValue = "false")
        @Nullable Boolean enableBackups,
    @Doc(value = "Lets you go back to any moment; needs backups.", defaultValue = "false")
        @Nullable Boolean enablePointInTimeRecovery,
    @Doc("Answers SQL.") @Nullable BiConnector biConnector,
    @Doc("Lets machines and disk grow with their use.") @Nullable AtlasScaling autoScaling,
    @Doc("A user who may do everything.") @Nullable AtlasCredentials adminUserCredentials) {}

package dev.stacktape.resource.cache;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.database.DevMode;
import org.jspecify.annotations.Nullable;

@Doc("A Redis cluster, which keeps data in memory.")
public record RedisProperties(
    @Doc(value = "The kind of machine for each node.", example = "cache.t4g.micro")
        RedisNode instanceSize,
    @Doc(
            value =
                "The password, of 16 to 128 characters without / \" and @; keep it in a secret. AWS makes one up and keeps it where it is left out.",
            example = "$Secret('redis.password')")
        @Nullable String defaultUserPassword,
    @Doc(
            value =
                "Spreads the data over several shards; needs a replica and cannot be changed later.",
            defaultValue = "false")
        @Nullable Boolean enableSharding,
    @Doc(value = "How many shards there are; needs `enableSharding`.", defaultValue = "1")
        @Range(min = 1, max = 500)
        @Nullable Integer numShards,
    @Doc(value = "How many copies each shard has.", defaultValue = "0") @Range(min = 0, max = 5)
        @Nullable Integer numReplicaNodes,
    @Doc(
            value = "Lets a copy take over when a node fails; needs a replica.",
            defaultValue = "false")
        @Nullable Boolean enableAutomaticFailover,
    @Doc("What happens to its logs.") @Nullable RedisLogging logging,
    @Doc(value = "How long daily backups are kept, in days; 0 makes none.", defaultValue = "0")
        @Range(min = 0, max = 35)
        @Nullable Integer automatedBackupRetentionDays,
    @Doc(value = "The port.", defaultValue = "6379") @Range(min = 1, max = 65535)
        @Nullable Integer port,
    @Doc("From where it can be reached.") @Nullable RedisAccessibility accessibility,
    @Doc(value = "The version of Redis.", defaultValue = "'6.2'")
        @Nullable RedisVersion engineVersion,
    @Doc("How it behaves while developing.") @Nullable DevMode dev) {}

package dev.stacktape.resource.cache;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.logging.LogForwarding;
import dev.stacktape.resource.logging.LogRetention;
import org.jspecify.annotations.Nullable;

@Doc("What happens to the log of slow commands.")
public record RedisLogging(
    @Doc(value = "Keeps no logs at all.", defaultValue = "false") @Nullable Boolean disabled,
    @Doc(value = "What a line looks like.", defaultValue = "json") @Nullable RedisLogFormat format,
    @Doc(value = "How long logs are kept, in days.", defaultValue = "30")
        @Nullable LogRetention retentionDays,
    @Doc("Sends the logs to another place as well.") @Nullable LogForwarding logForwarding) {}

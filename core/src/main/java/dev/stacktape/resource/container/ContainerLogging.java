package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.logging.LogForwarding;
import dev.stacktape.resource.logging.LogRetention;
import org.jspecify.annotations.Nullable;

@Doc("What happens to what a container prints.")
public record ContainerLogging(
    @Doc(value = "Keeps no logs at all.", defaultValue = "false") @Nullable Boolean disabled,
    @Doc(value = "How long logs are kept, in days.", defaultValue = "90")
        @Nullable LogRetention retentionDays,
    @Doc("Sends the logs to another place as well.") @Nullable LogForwarding logForwarding) {}

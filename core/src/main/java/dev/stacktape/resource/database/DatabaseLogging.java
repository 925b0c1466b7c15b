package dev.stacktape.resource.database;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.logging.LogForwarding;
import dev.stacktape.resource.logging.LogRetention;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What happens to the logs of a database.")
public record DatabaseLogging(
    @Doc(value = "Keeps no logs at all.", defaultValue = "false") @Nullable Boolean disabled,
    @Doc(value = "How long logs are kept, in days.", defaultValue = "90")
        @Nullable LogRetention retentionDays,
    @Doc(
            value = "Which logs; those that are usual for the database where left out.",
            example = "[postgresql]")
        List<String> logTypes,
    @Doc("What is written to the logs.") @Nullable DatabaseLogOptions engineSpecificOptions,
    @Doc("Sends the logs to another place as well.") @Nullable LogForwarding logForwarding) {}

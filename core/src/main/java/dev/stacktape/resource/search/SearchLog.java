package dev.stacktape.resource.search;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.logging.LogRetention;
import org.jspecify.annotations.Nullable;

@Doc("What happens to one kind of log.")
public record SearchLog(
    @Doc(value = "Keeps no logs at all.", defaultValue = "false") @Nullable Boolean disabled,
    @Doc(value = "How long logs are kept, in days.", example = "14")
        @Nullable LogRetention retentionDays) {}

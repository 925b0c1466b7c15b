package dev.stacktape.resource.messaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("Keeps the events of a bus.")
public record EventArchive(
    @Doc(value = "Whether they are kept.", defaultValue = "false") Boolean enabled,
    @Doc(value = "How long, in days; for ever where left out.", example = "30") @Range(min = 1)
        @Nullable Integer retentionDays) {}

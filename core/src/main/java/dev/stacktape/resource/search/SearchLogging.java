package dev.stacktape.resource.search;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What happens to the logs of an OpenSearch domain.")
public record SearchLogging(
    @Doc("Errors; kept for 30 days where nothing is said.") @Nullable SearchLog errorLogs,
    @Doc("Slow searches; kept for 5 days where nothing is said.")
        @Nullable SearchLog searchSlowLogs,
    @Doc("Slow indexing; kept for 5 days where nothing is said.")
        @Nullable SearchLog indexSlowLogs) {}

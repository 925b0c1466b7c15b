package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("A Redis database at Upstash.")
public record UpstashProperties(
    @Doc(value = "Drops old entries when it is full.", defaultValue = "false")
        @Nullable Boolean enableEviction) {}

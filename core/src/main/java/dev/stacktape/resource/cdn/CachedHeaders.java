package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Headers that belong to the cache key; exactly one choice.")
public record CachedHeaders(
    @Doc("None of them.") @Nullable Boolean none, @Doc("These.") List<String> whitelist) {}

package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Cookies that belong to the cache key; exactly one choice.")
public record CachedCookies(
    @Doc("None of them.") @Nullable Boolean none,
    @Doc("These.") List<String> whitelist,
    @Doc("All but these.") List<String> allExcept,
    @Doc("All of them.") @Nullable Boolean all) {}

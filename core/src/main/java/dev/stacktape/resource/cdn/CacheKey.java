package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Parts of a request that make its answer a different one.")
public record CacheKey(
    @Doc("Which cookies.") @Nullable CachedCookies cookies,
    @Doc("Which headers.") @Nullable CachedHeaders headers,
    @Doc("Which query parameters.") @Nullable QueryChoice queryString) {}

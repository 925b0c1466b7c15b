package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What a CDN keeps and for how long.")
public record CachingOptions(
    @Doc("HTTP methods whose answers are kept.") List<CachedMethod> cacheMethods,
    @Doc("The shortest time, in seconds.") @Nullable Integer minTTL,
    @Doc("The longest time, in seconds.") @Nullable Integer maxTTL,
    @Doc("The time where the origin says nothing, in seconds.") @Nullable Integer defaultTTL,
    @Doc(value = "Sends answers as they are.", defaultValue = "false")
        @Nullable Boolean disableCompression,
    @Doc("Parts of a request that make its answer a different one.")
        @Nullable CacheKey cacheKeyParameters,
    @Doc("An existing CloudFront cache policy instead of all this.")
        @Nullable String cachePolicyId) {}

package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.cdn.CachingOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("The CDN in front of an application.")
public record WebCdn(
    @Doc(value = "Keeps old copies after a deployment until they expire.", defaultValue = "false")
        @Nullable Boolean disableInvalidationAfterDeploy,
    @Doc("What is kept of pages and for how long.") @Nullable CachingOptions defaultCachingOptions,
    @Doc("Paths that are kept for another time.") List<PathCaching> pathCachingOverrides) {}

package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Paths that a CDN treats differently.")
public record RouteRewrite(
    @Doc(value = "The paths, with * and ?.", example = "/api/*") String path,
    @Doc("Put in front of the path before the origin is asked.") @Nullable String routePrefix,
    @Doc("Where the requests go.") @Nullable CdnRoute routeTo,
    @Doc("What is kept and for how long.") @Nullable CachingOptions cachingOptions,
    @Doc("What the origin gets to see of a request.") @Nullable ForwardingOptions forwardingOptions,
    @Doc("Functions that run close to the caller.") @Nullable EdgeFunctions edgeFunctions) {}

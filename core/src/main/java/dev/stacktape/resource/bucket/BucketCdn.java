package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.cdn.CachingOptions;
import dev.stacktape.resource.cdn.CdnSettings;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.cdn.EdgeFunctions;
import dev.stacktape.resource.cdn.ForwardingOptions;
import dev.stacktape.resource.cdn.PriceClass;
import dev.stacktape.resource.cdn.RouteRewrite;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A CDN in front of a bucket.")
public record BucketCdn(
    @Doc("Answers every path without a file with the index document.")
        @Nullable Boolean rewriteRoutesForSinglePageApp,
    @Doc(
            value = "Takes paths as they are, without looking for .html files.",
            defaultValue = "false")
        @Nullable Boolean disableUrlNormalization,
    @Doc(value = "Whether there is one.", defaultValue = "false") Boolean enabled,
    @Doc("What is kept and for how long.") @Nullable CachingOptions cachingOptions,
    @Doc("What the origin gets to see of a request.") @Nullable ForwardingOptions forwardingOptions,
    @Doc("Paths that are treated differently.") List<RouteRewrite> routeRewrites,
    @Doc("Domains of yours.") List<CustomDomain> customDomains,
    @Doc("Functions that run close to the caller.") @Nullable EdgeFunctions edgeFunctions,
    @Doc(value = "Which places of the world are paid for.", defaultValue = "PriceClass_All")
        @Nullable PriceClass cloudfrontPriceClass,
    @Doc("Put in front of each path before the origin is asked.")
        @Nullable String defaultRoutePrefix,
    @Doc(value = "What is shown where nothing is found.", defaultValue = "/404.html")
        @Nullable String errorDocument,
    @Doc(value = "What is shown for the root.", defaultValue = "/index.html")
        @Nullable String indexDocument,
    @Doc(value = "Keeps old copies after a deployment until they expire.", defaultValue = "false")
        @Nullable Boolean disableInvalidationAfterDeploy,
    @Doc("The web-app-firewall in this config, with the scope cdn.") @Nullable String useFirewall) {

  /** The same as every CDN understands it. */
  CdnSettings settings() {
    boolean singlePage = Boolean.TRUE.equals(rewriteRoutesForSinglePageApp);
    return new CdnSettings(
        cachingOptions,
        forwardingOptions,
        routeRewrites,
        customDomains,
        edgeFunctions,
        cloudfrontPriceClass,
        defaultRoutePrefix,
        errorDocument,
        indexDocument,
        Boolean.TRUE.equals(disableInvalidationAfterDeploy),
        useFirewall,
        singlePage,
        !singlePage && !Boolean.TRUE.equals(disableUrlNormalization));
  }
}

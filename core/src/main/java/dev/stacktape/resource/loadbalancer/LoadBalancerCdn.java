package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.Origin;
import dev.stacktape.resource.cdn.CachingOptions;
import dev.stacktape.resource.cdn.CdnProperties;
import dev.stacktape.resource.cdn.CdnSettings;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.cdn.EdgeFunctions;
import dev.stacktape.resource.cdn.ForwardingOptions;
import dev.stacktape.resource.cdn.PriceClass;
import dev.stacktape.resource.cdn.RouteRewrite;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A CDN in front of a load balancer.")
public record LoadBalancerCdn(
    @Doc("The port that the CDN uses, where the load balancer has listeners of its own.")
        @Range(min = 1, max = 65535)
        @Nullable Integer listenerPort,
    @Doc(
            "A domain that the load balancer's certificate is for, where it has certificates of yours and no domains.")
        @Nullable String originDomainName,
    @Doc(value = "Whether there is one.", defaultValue = "false") Boolean enabled,
    @Doc("What is kept and for how long.") @Nullable CachingOptions cachingOptions,
    @Doc("What the origin gets to see of a request.") @Nullable ForwardingOptions forwardingOptions,
    @Doc("Paths that are treated differently.") List<RouteRewrite> routeRewrites,
    @Doc("Domains of yours.") List<CustomDomain> customDomains,
    @Doc("Functions that run close to the caller.") @Nullable EdgeFunctions edgeFunctions,
    @Doc(value = "Which places of the world are paid for.", defaultValue = "PriceClass_All")
        @Nullable PriceClass cloudfrontPriceClass,
    @Doc(value = "Put in front of each path before the origin is asked.", example = "/site")
        @Nullable String defaultRoutePrefix,
    @Doc(value = "What is shown where nothing is found.", defaultValue = "/404.html")
        @Nullable String errorDocument,
    @Doc(value = "What is shown for the root.", defaultValue = "/index.html")
        @Nullable String indexDocument,
    @Doc(value = "Keeps old copies after a deployment until they expire.", defaultValue = "false")
        @Nullable Boolean disableInvalidationAfterDeploy,
    @Doc(value = "The web-app-firewall in this config, with the scope cdn.", example = "firewall")
        @Nullable String useFirewall) {
  /** A CDN that uses the listener that the load balancer has by itself. */
  public static LoadBalancerCdn of(CdnProperties cdn) {
    return new LoadBalancerCdn(
        null,
        null,
        cdn.enabled(),
        cdn.cachingOptions(),
        cdn.forwardingOptions(),
        cdn.routeRewrites(),
        cdn.customDomains(),
        cdn.edgeFunctions(),
        cdn.cloudfrontPriceClass(),
        cdn.defaultRoutePrefix(),
        cdn.errorDocument(),
        cdn.indexDocument(),
        cdn.disableInvalidationAfterDeploy(),
        cdn.useFirewall());
  }

  /** The way to the load balancer. */
  Origin.Way way() {
    return new Origin.Way(listenerPort, originDomainName);
  }

  /** The same as every CDN understands it. */
  CdnSettings settings() {
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
        false,
        false);
  }
}

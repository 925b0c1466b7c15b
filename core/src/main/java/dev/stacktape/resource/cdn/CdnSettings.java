package dev.stacktape.resource.cdn;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a CDN is to do, whichever resource it stands in front of.
 *
 * @param singlePage whether paths without a file lead to the index document
 * @param normalized whether paths without an extension are looked for as folders with an index
 */
public record CdnSettings(
    @Nullable CachingOptions caching,
    @Nullable ForwardingOptions forwarding,
    List<RouteRewrite> rewrites,
    List<CustomDomain> customDomains,
    @Nullable EdgeFunctions edgeFunctions,
    @Nullable PriceClass priceClass,
    @Nullable String prefix,
    @Nullable String errorDocument,
    @Nullable String indexDocument,
    boolean disableInvalidation,
    @Nullable String firewall,
    boolean singlePage,
    boolean normalized) {

  /** Those of a CDN in front of a program. */
  public static CdnSettings of(CdnProperties cdn) {
    return new CdnSettings(
        cdn.cachingOptions(),
        cdn.forwardingOptions(),
        cdn.routeRewrites(),
        cdn.customDomains(),
        cdn.edgeFunctions(),
        cdn.cloudfrontPriceClass(),
        cdn.defaultRoutePrefix(),
        cdn.errorDocument(),
        cdn.indexDocument(),
        Boolean.TRUE.equals(cdn.disableInvalidationAfterDeploy()),
        cdn.useFirewall(),
        false,
        false);
  }

  /** Names of the resources that requests are routed to, beside the one with the CDN. */
  public Set<String> targets() {
    Set<String> names = new LinkedHashSet<>();
    for (RouteRewrite rewrite : rewrites) {
      String name = targetOf(rewrite.routeTo());
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** The resource of the config that a route leads to; null where it leads elsewhere. */
  static @Nullable String targetOf(@Nullable CdnRoute route) {
    if (route instanceof CdnRoute.ToBucket bucket) {
      return bucket.bucketName();
    }
    if (route instanceof CdnRoute.ToFunction function) {
      return function.functionName();
    }
    if (route instanceof CdnRoute.ToHttpApi api) {
      return api.httpApiGatewayName();
    }
    return route instanceof CdnRoute.ToLoadBalancer balancer ? balancer.loadBalancerName() : null;
  }
}

package dev.stacktape.resource.rule;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.bucket.BucketCdn;
import dev.stacktape.resource.bucket.BucketProperties;
import dev.stacktape.resource.cdn.CacheKey;
import dev.stacktape.resource.cdn.CachingOptions;
import dev.stacktape.resource.cdn.CdnProperties;
import dev.stacktape.resource.cdn.CdnRoute;
import dev.stacktape.resource.cdn.EdgeFunctions;
import dev.stacktape.resource.cdn.ForwardingOptions;
import dev.stacktape.resource.cdn.QueryChoice;
import dev.stacktape.resource.cdn.RouteRewrite;
import dev.stacktape.resource.function.EdgeFunctionProperties;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerCdn;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.network.FirewallProperties;
import dev.stacktape.resource.network.FirewallScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CDNs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html">CachePolicyConfig</a>
 */
final class CdnRules {
  private CdnRules() {}

  static void cdn(@Nullable CdnProperties cdn, Place at) {
    if (cdn != null) {
      DomainRules.domains(cdn.customDomains(), at.in("customDomains"));
      caching(cdn.cachingOptions(), at.in("cachingOptions"));
      forwarding(cdn.forwardingOptions(), at.in("forwardingOptions"));
      edge(cdn.edgeFunctions(), at.in("edgeFunctions"));
      routes(cdn.routeRewrites(), at.in("routeRewrites"));
      firewall(cdn.useFirewall(), FirewallScope.CDN, at.in("useFirewall"));
    }
  }

  static void bucket(@Nullable BucketCdn cdn, Place at) {
    if (cdn != null) {
      DomainRules.domains(cdn.customDomains(), at.in("customDomains"));
      caching(cdn.cachingOptions(), at.in("cachingOptions"));
      forwarding(cdn.forwardingOptions(), at.in("forwardingOptions"));
      edge(cdn.edgeFunctions(), at.in("edgeFunctions"));
      routes(cdn.routeRewrites(), at.in("routeRewrites"));
      firewall(cdn.useFirewall(), FirewallScope.CDN, at.in("useFirewall"));
    }
  }

  static void loadBalancer(LoadBalancerCdn cdn, Place at) {
    DomainRules.domains(cdn.customDomains(), at.in("customDomains"));
    caching(cdn.cachingOptions(), at.in("cachingOptions"));
    forwarding(cdn.forwardingOptions(), at.in("forwardingOptions"));
    edge(cdn.edgeFunctions(), at.in("edgeFunctions"));
    routes(cdn.routeRewrites(), at.in("routeRewrites"));
    firewall(cdn.useFirewall(), FirewallScope.CDN, at.in("useFirewall"));
  }

  static void caching(@Nullable CachingOptions options, Place at) {
    if (options == null) {
      return;
    }
    List<String> keys = new ArrayList<>();
    List<Integer> times = new ArrayList<>();
    add("minTTL", options.minTTL(), keys, times);
    add("defaultTTL", options.defaultTTL(), keys, times);
    add("maxTTL", options.maxTTL(), keys, times);
    for (int i = 0; i < times.size(); i++) {
      if (times.get(i) < 0) {
        at.in(keys.get(i)).invalid("`%s` must not be negative.".formatted(keys.get(i)), null);
      } else if (i > 0 && times.get(i - 1) > times.get(i)) {
        at.in(keys.get(i))
            .conflict(
                "`%s` (%d) must not be less than `%s` (%d)."
                    .formatted(keys.get(i), times.get(i), keys.get(i - 1), times.get(i - 1)),
                null);
      }
    }
    CacheKey key = options.cacheKeyParameters();
    if (key == null) {
      return;
    }
    Place place = at.in("cacheKeyParameters");
    if (key.cookies() != null) {
      Map<String, @Nullable Object> choices = new LinkedHashMap<>();
      choices.put("none", key.cookies().none());
      choices.put("whitelist", key.cookies().whitelist());
      choices.put("allExcept", key.cookies().allExcept());
      choices.put("all", key.cookies().all());
      place.in("cookies").exactlyOne(choices);
    }
    if (key.headers() != null) {
      place
          .in("headers")
          .exactlyOne("none", key.headers().none(), "whitelist", key.headers().whitelist());
    }
    query(key.queryString(), place.in("queryString"));
  }

  private static void add(
      String key, @Nullable Integer time, List<String> keys, List<Integer> times) {
    if (time != null) {
      keys.add(key);
      times.add(time);
    }
  }

  private static void query(@Nullable QueryChoice query, Place at) {
    if (query != null) {
      Map<String, @Nullable Object> choices = new LinkedHashMap<>();
      choices.put("all", query.all());
      choices.put("none", query.none());
      choices.put("whitelist", query.whitelist());
      at.exactlyOne(choices);
    }
  }

  private static void forwarding(@Nullable ForwardingOptions options, Place at) {
    if (options == null) {
      return;
    }
    if (options.cookies() != null) {
      Map<String, @Nullable Object> choices = new LinkedHashMap<>();
      choices.put("none", options.cookies().none());
      choices.put("whitelist", options.cookies().whitelist());
      choices.put("all", options.cookies().all());
      at.in("cookies").exactlyOne(choices);
    }
    if (options.headers() != null) {
      Map<String, @Nullable Object> choices = new LinkedHashMap<>();
      choices.put("none", options.headers().none());
      choices.put("whitelist", options.headers().whitelist());
      choices.put("allViewer", options.headers().allViewer());
      choices.put(
          "allViewerAndWhitelistCloudFront", options.headers().allViewerAndWhitelistCloudFront());
      choices.put("allExcept", options.headers().allExcept());
      at.in("headers").exactlyOne(choices);
    }
    query(options.queryString(), at.in("queryString"));
  }

  static void edge(@Nullable EdgeFunctions functions, Place at) {
    if (functions != null) {
      viewer(functions.onRequest(), at.in("onRequest"));
      viewer(functions.onResponse(), at.in("onResponse"));
      edge(functions.onOriginRequest(), at.in("onOriginRequest"));
      edge(functions.onOriginResponse(), at.in("onOriginResponse"));
    }
  }

  /** CloudFront gives less to functions that every request waits for. */
  private static void viewer(@Nullable String name, Place at) {
    if (name == null || name.startsWith("arn:")) {
      return;
    }
    at.reference(name, EdgeFunctionProperties.class)
        .map(Resource::properties)
        .filter(function -> above(function.memory(), 128) || above(function.timeout(), 5))
        .ifPresent(
            function ->
                at.conflict(
                    "On requests and answers of callers a function has at most 128 MB and 5"
                        + " seconds, but `%s` wants more.".formatted(name),
                    "Lower its `memory` and `timeout`, or use `onOriginRequest` or"
                        + " `onOriginResponse`."));
  }

  private static boolean above(@Nullable Integer value, int limit) {
    return value != null && value > limit;
  }

  private static void edge(@Nullable String name, Place at) {
    if (name != null && !name.startsWith("arn:")) {
      at.refersTo(name, EdgeFunctionProperties.class);
    }
  }

  static void routes(List<RouteRewrite> routes, Place at) {
    Map<String, Integer> paths = new LinkedHashMap<>();
    for (int i = 0; i < routes.size(); i++) {
      RouteRewrite route = routes.get(i);
      Place place = at.in(i);
      caching(route.cachingOptions(), place.in("cachingOptions"));
      forwarding(route.forwardingOptions(), place.in("forwardingOptions"));
      edge(route.edgeFunctions(), place.in("edgeFunctions"));
      if (paths.putIfAbsent(route.path(), i) != null) {
        place
            .in("path")
            .conflict(
                "The path `%s` is there twice.".formatted(ValueForms.shown(route.path())), null);
      }
      if (route.routeTo() != null) {
        target(route.routeTo(), place.in("routeTo", "properties"));
      }
    }
  }

  private static void target(CdnRoute route, Place at) {
    if (route instanceof CdnRoute.ToLoadBalancer to) {
      at.in("loadBalancerName")
          .reference(to.loadBalancerName(), LoadBalancerProperties.class)
          .ifPresent(
              balancer ->
                  LoadBalancerRules.origin(
                      balancer.properties(), to.listenerPort(), to.originDomainName(), at));
    } else if (route instanceof CdnRoute.ToHttpApi to) {
      at.in("httpApiGatewayName").refersTo(to.httpApiGatewayName(), HttpApiProperties.class);
    } else if (route instanceof CdnRoute.ToFunction to) {
      at.in("functionName").refersTo(to.functionName(), FunctionProperties.class);
    } else if (route instanceof CdnRoute.ToBucket to) {
      at.in("bucketName").refersTo(to.bucketName(), BucketProperties.class);
    } else if (route instanceof CdnRoute.ToDomain to) {
      ValueForms.domain(to.domainName(), at.in("domainName"));
    }
  }

  /** A firewall stands either before CDNs or in the region of the stack. */
  static void firewall(@Nullable String name, FirewallScope wanted, Place at) {
    if (name == null || name.startsWith("arn:")) {
      return;
    }
    at.reference(name, FirewallProperties.class)
        .filter(firewall -> firewall.properties().scope() != wanted)
        .ifPresent(
            firewall ->
                at.conflict(
                    wanted == FirewallScope.CDN
                        ? "A CDN takes a firewall with the scope `cdn`, but `%s` is `regional`."
                            .formatted(name)
                        : "Here a firewall with the scope `regional` is needed, but `%s` is for CDNs."
                            .formatted(name),
                    "Make another firewall with the other `scope`."));
  }
}

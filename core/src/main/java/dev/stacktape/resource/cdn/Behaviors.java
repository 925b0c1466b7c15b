package dev.stacktape.resource.cdn;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Origin;
import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a distribution sends which requests, and what it keeps of the answers. */
final class Behaviors {
  private static final String INDEX = "index.html";
  private static final List<String> ALL_METHODS =
      List.of("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE");
  private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

  private final Contribution<?> to;
  private final CdnSettings settings;
  private final Origin main;
  private final List<Map<String, Object>> origins = new ArrayList<>();

  Behaviors(Contribution<?> to, CdnSettings settings, Origin main) {
    this.to = to;
    this.settings = settings;
    this.main = main;
  }

  /** Adds them to the config of a distribution. */
  void addTo(Tree config) {
    config
        .with("DefaultRootObject", main.holdsFiles() ? index() : null)
        .with(
            "DefaultCacheBehavior",
            behavior(
                0,
                originId(0, main, settings.forwarding()),
                main.holdsFiles(),
                settings.caching(),
                settings.forwarding(),
                path(settings.prefix(), main),
                settings.edgeFunctions()))
        .with("CacheBehaviors", rewrites())
        .with("CustomErrorResponses", errors())
        .with("Origins", origins);
  }

  private List<Object> rewrites() {
    List<Object> behaviors = new ArrayList<>();
    for (int i = 0; i < settings.rewrites().size(); i++) {
      RouteRewrite rewrite = settings.rewrites().get(i);
      Origin origin = originOf(rewrite.routeTo());
      Tree behavior = new Tree().with("PathPattern", rewrite.path());
      behavior(
              i + 1,
              originId(i + 1, origin, rewrite.forwardingOptions()),
              origin.holdsFiles(),
              rewrite.cachingOptions(),
              rewrite.forwardingOptions(),
              rewritePath(rewrite, origin),
              rewrite.edgeFunctions())
          .build()
          .forEach(behavior::with);
      behaviors.add(behavior.build());
    }
    return behaviors;
  }

  private Origin originOf(@Nullable CdnRoute route) {
    if (route instanceof CdnRoute.ToDomain domain) {
      return domain.protocol() == OriginProtocol.HTTP
          ? Origin.overHttp(domain.domainName(), domain.port())
          : Origin.overHttps(domain.domainName(), domain.port());
    }
    return route == null
        ? main
        : Objects.requireNonNull(
            Distribution.origin(route, to.stack()).orElse(null), "was checked before");
  }

  private PathFunction path(@Nullable String prefix, Origin origin) {
    return new PathFunction(
        normal(prefix),
        origin.holdsFiles() && settings.singlePage(),
        origin.holdsFiles() && settings.normalized(),
        index());
  }

  private PathFunction rewritePath(RouteRewrite rewrite, Origin origin) {
    boolean asItIs =
        rewrite.routeTo() instanceof CdnRoute.ToBucket bucket
            && Boolean.TRUE.equals(bucket.disableUrlNormalization());
    return new PathFunction(
        normal(rewrite.routePrefix()), false, origin.holdsFiles() && !asItIs, index());
  }

  static String normal(@Nullable String prefix) {
    if (prefix == null || prefix.isBlank() || prefix.equals("/")) {
      return "";
    }
    String from = prefix.startsWith("/") ? prefix : "/" + prefix;
    return from.endsWith("/") ? from.substring(0, from.length() - 1) : from;
  }

  private String index() {
    String document = settings.indexDocument();
    return document == null ? INDEX : document.replaceFirst("^/+", "");
  }

  private String originId(int index, Origin origin, @Nullable ForwardingOptions forwarding) {
    String id = to.name() + index;
    Tree tree =
        new Tree()
            .with("Id", id)
            .with("DomainName", origin.domain())
            .with("OriginCustomHeaders", headers(forwarding));
    origin.settings().forEach(tree::with);
    origins.add(tree.build());
    return id;
  }

  private static List<Object> headers(@Nullable ForwardingOptions forwarding) {
    return forwarding == null
        ? List.of()
        : forwarding.customRequestHeaders().stream()
            .<Object>map(
                header ->
                    new Tree()
                        .with("HeaderName", header.headerName())
                        .with("HeaderValue", header.value())
                        .build())
            .toList();
  }

  private Tree behavior(
      int index,
      String originId,
      boolean files,
      @Nullable CachingOptions caching,
      @Nullable ForwardingOptions forwarding,
      PathFunction path,
      @Nullable EdgeFunctions edgeFunctions) {
    List<Object> lambdas = new ArrayList<>(EdgeAssociations.of(edgeFunctions, to.stack()));
    List<Object> functions = new ArrayList<>();
    if (path.isNeeded() && EdgeAssociations.seeViewers(edgeFunctions)) {
      lambdas.add(EdgeAssociations.of("origin-request", path.beforeOrigin(to, index)));
    } else if (path.isNeeded()) {
      functions.add(
          new Tree()
              .with("EventType", "viewer-request")
              .with("FunctionARN", path.beforeCache(to))
              .build());
    }
    return new Tree()
        .with("TargetOriginId", originId)
        .with("ViewerProtocolPolicy", "redirect-to-https")
        .with("Compress", caching == null || !Boolean.TRUE.equals(caching.disableCompression()))
        .with("AllowedMethods", methods(forwarding, files))
        .with("CachedMethods", cached(caching, methods(forwarding, files)))
        .with("CachePolicyId", CdnPolicies.cache(to, caching, files))
        .with("OriginRequestPolicyId", CdnPolicies.forwarding(to, forwarding, files))
        .with("LambdaFunctionAssociations", lambdas)
        .with("FunctionAssociations", functions);
  }

  /** CloudFront takes three sets only; the smallest that holds what is wanted is used. */
  private static List<String> methods(@Nullable ForwardingOptions forwarding, boolean files) {
    if (forwarding == null || forwarding.allowedMethods().isEmpty()) {
      return files ? READING : ALL_METHODS;
    }
    List<String> wanted = forwarding.allowedMethods().stream().map(Tree::textOf).toList();
    if (READING.containsAll(wanted)) {
      return wanted.contains("OPTIONS") ? READING : List.of("GET", "HEAD");
    }
    return ALL_METHODS;
  }

  private static List<String> cached(@Nullable CachingOptions caching, List<String> allowed) {
    boolean withoutOptions =
        !allowed.contains("OPTIONS")
            || (caching != null
                && !caching.cacheMethods().isEmpty()
                && !caching.cacheMethods().contains(CachedMethod.OPTIONS));
    return withoutOptions ? List.of("GET", "HEAD") : READING;
  }

  /** Only for files: answers of programs are theirs. */
  private List<Object> errors() {
    if (!main.holdsFiles() || settings.singlePage()) {
      return List.of();
    }
    String page = settings.errorDocument();
    String document = page == null ? "/404.html" : page.startsWith("/") ? page : "/" + page;
    return List.of(
        new Tree()
            .with("ErrorCode", 404)
            .with("ResponseCode", 404)
            .with("ResponsePagePath", document)
            .build());
  }
}

package dev.stacktape.resource.cdn;

import static dev.stacktape.resource.ResourceCode.RESOURCE_WRONG_TYPE;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Origin;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A CloudFront distribution in front of a resource, with what it needs. No function in us-east-1:
 * paths are changed by a CloudFront function, headers of files are kept by S3 itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html">AWS::CloudFront::Distribution</a>
 */
public final class Distribution {
  private static final String INDEX = "index.html";

  /** Where CloudFront takes certificates from. */
  private static final String CERTIFICATES = "us-east-1";

  /** The hosted zone of all distributions. */
  private static final String ZONE = "Z2FDTNDATAQYW2";

  private static final List<String> ALL_METHODS =
      List.of("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE");
  private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

  private final Contribution<?> to;
  private final CdnSettings settings;
  private final Origin main;
  private final List<Map<String, Object>> origins = new ArrayList<>();

  private Distribution(Contribution<?> to, CdnSettings settings, Origin main) {
    this.to = to;
    this.settings = settings;
    this.main = main;
  }

  /** The logical id of the distribution of a resource. */
  public static String logicalId(String name) {
    return LogicalId.of(name, "CdnDistribution0");
  }

  /**
   * With the parameters of a CDN.
   *
   * @param settings null where there is none
   */
  public static Params params(Params params, String name, @Nullable CdnSettings settings) {
    if (settings == null) {
      Params without = params;
      for (String absent : CdnParams.NAMES) {
        without = without.without(absent, CdnParams.ABSENT);
      }
      return without;
    }
    Object canonical = Fn.getAtt(logicalId(name), "DomainName");
    Object canonicalUrl = Fn.join("", List.of("https://", canonical));
    List<String> own = settings.customDomains().stream().map(CustomDomain::domainName).toList();
    Params with =
        params
            .with("cdnCanonicalDomain", canonical)
            .with("cdnCanonicalUrl", canonicalUrl)
            .with("cdnDomain", own.isEmpty() ? canonical : own.get(0))
            .with("cdnUrl", own.isEmpty() ? canonicalUrl : "https://" + own.get(0));
    if (own.isEmpty()) {
      String because = "its CDN has no `customDomains`";
      return with.without("cdnCustomDomains", because).without("cdnCustomDomainUrls", because);
    }
    return with.with("cdnCustomDomains", String.join(",", own))
        .with(
            "cdnCustomDomainUrls",
            own.stream().map(domain -> "https://" + domain).collect(Collectors.joining(",")));
  }

  /**
   * Reports what of a CDN cannot be deployed yet.
   *
   * @param path where its settings stand, without a key for those of a hosting bucket
   */
  public static void checkSupport(Inspection<?> inspection, CdnSettings settings, Object... path) {
    boolean canMake = inspection.stack().target().region().equals(CERTIFICATES);
    inspection.notSupported(
        !canMake
            && settings.customDomains().stream()
                .anyMatch(domain -> domain.customCertificateArn() == null),
        "A certificate for a CDN, which must be in us-east-1 and so outside of this stack (give its"
            + " ARN as `customCertificateArn`),",
        with(path, "customDomains"));
    inspection.notSupported(
        settings.edgeFunctions() != null, "Edge functions of a CDN", with(path, "edgeFunctions"));
    inspection.notSupported(
        settings.firewall() != null, "The firewall of a CDN", with(path, "useFirewall"));
    for (int i = 0; i < settings.rewrites().size(); i++) {
      RouteRewrite rewrite = settings.rewrites().get(i);
      inspection.notSupported(
          rewrite.edgeFunctions() != null,
          "Edge functions of a CDN",
          with(path, "routeRewrites", i, "edgeFunctions"));
    }
  }

  /**
   * Reports routes that lead to what has no address.
   *
   * @param path where its settings stand
   */
  public static void check(Inspection<?> inspection, CdnSettings settings, Object... path) {
    for (int i = 0; i < settings.rewrites().size(); i++) {
      CdnRoute route = settings.rewrites().get(i).routeTo();
      String name = CdnSettings.targetOf(route);
      boolean isThere = name != null && inspection.stack().withParts().containsKey(name);
      if (name != null && isThere && origin(name, inspection.stack()).isEmpty()) {
        inspection.report(
            RESOURCE_WRONG_TYPE
                .error("A CDN cannot stand in front of `%s`.".formatted(name))
                .hint("Name a bucket, an HTTP API, a load balancer, or a function with `url`."),
            with(path, "routeRewrites", i, "routeTo"));
      }
    }
  }

  private static Object[] with(Object[] path, Object... more) {
    List<Object> all = new ArrayList<>(List.of(path));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private static Optional<Origin> origin(String name, StackView stack) {
    Resource<?> resource = stack.withParts().get(name);
    if (resource == null) {
      return Optional.empty();
    }
    Optional<Origin> own = originOf(resource, stack);
    return own.isPresent()
        ? own
        : stack.withParts().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(name + "."))
            .flatMap(entry -> originOf(entry.getValue(), stack).stream())
            .findFirst();
  }

  private static <P extends Record> Optional<Origin> originOf(
      Resource<P> resource, StackView stack) {
    return resource.type().origin(resource, stack);
  }

  /**
   * Adds the distribution of a resource; several where its domains have several certificates, of
   * which a distribution can have one.
   *
   * @param path where its settings stand below {@code properties:}
   */
  public static void contribute(
      Contribution<?> to, CdnSettings settings, Origin main, Object... path) {
    Map<Object, List<CustomDomain>> byCertificate = new LinkedHashMap<>();
    for (int i = 0; i < settings.customDomains().size(); i++) {
      CustomDomain domain = settings.customDomains().get(i);
      byCertificate
          .computeIfAbsent(
              OwnDomains.certificate(to, domain, with(path, "customDomains", i)),
              key -> new ArrayList<>())
          .add(domain);
    }
    if (byCertificate.isEmpty()) {
      new Distribution(to, settings, main).contribute(0, null, List.of());
    }
    int index = 0;
    for (Map.Entry<Object, List<CustomDomain>> one : byCertificate.entrySet()) {
      new Distribution(to, settings, main).contribute(index++, one.getKey(), one.getValue());
    }
    to.output(
        "cdnUrl",
        Objects.requireNonNull(params(Params.none(), to.name(), settings).get("cdnUrl")),
        "URL of the CDN of " + to.name());
  }

  private void contribute(int index, @Nullable Object certificate, List<CustomDomain> domains) {
    String id = LogicalId.of(to.name(), "CdnDistribution" + index);
    Tree config =
        new Tree()
            .with("Enabled", true)
            .with("Comment", to.stack().target().stackName() + " " + to.name())
            .with("Aliases", domains.stream().map(CustomDomain::domainName).toList())
            .with("HttpVersion", "http2and3")
            .with("IPV6Enabled", true)
            .with("PriceClass", settings.priceClass())
            .with("DefaultRootObject", main.holdsFiles() ? index() : null)
            .with(
                "DefaultCacheBehavior",
                behavior(
                    originId(0, main, settings.forwarding()),
                    main.holdsFiles(),
                    settings.caching(),
                    settings.forwarding(),
                    path(settings.prefix(), main)))
            .with("CacheBehaviors", rewrites())
            .with("CustomErrorResponses", errors())
            .with("Origins", origins)
            .with("ViewerCertificate", certificate(certificate));
    to.add(
        id,
        CfnResource.of(
            "AWS::CloudFront::Distribution",
            new Tree()
                .with("DistributionConfig", config)
                .with("Tags", to.stack().tags().toList())
                .build()));
    domains.forEach(domain -> OwnDomains.lead(to, domain, Fn.getAtt(id, "DomainName"), ZONE));
  }

  private static Tree certificate(@Nullable Object arn) {
    return arn == null
        ? new Tree().with("CloudFrontDefaultCertificate", true)
        : new Tree()
            .with("AcmCertificateArn", arn)
            .with("SslSupportMethod", "sni-only")
            .with("MinimumProtocolVersion", "TLSv1.2_2021");
  }

  private List<Object> rewrites() {
    List<Object> behaviors = new ArrayList<>();
    for (int i = 0; i < settings.rewrites().size(); i++) {
      RouteRewrite rewrite = settings.rewrites().get(i);
      Origin origin = originOf(rewrite.routeTo());
      Tree behavior = new Tree().with("PathPattern", rewrite.path());
      behavior(
              originId(i + 1, origin, rewrite.forwardingOptions()),
              origin.holdsFiles(),
              rewrite.cachingOptions(),
              rewrite.forwardingOptions(),
              rewritePath(rewrite, origin))
          .build()
          .forEach(behavior::with);
      behaviors.add(behavior.build());
    }
    return behaviors;
  }

  private Origin originOf(@Nullable CdnRoute route) {
    if (route instanceof CdnRoute.ToDomain domain) {
      boolean plain = domain.protocol() == OriginProtocol.HTTP;
      return new Origin(
          domain.domainName(),
          Map.of(
              "CustomOriginConfig",
              new Tree()
                  .with("OriginProtocolPolicy", plain ? "http-only" : "https-only")
                  .with(plain ? "HTTPPort" : "HTTPSPort", domain.port())
                  .with("OriginSSLProtocols", List.of("TLSv1.2"))
                  .build()),
          false);
    }
    String name = CdnSettings.targetOf(route);
    return name == null
        ? main
        : Objects.requireNonNull(origin(name, to.stack()).orElse(null), "was checked before");
  }

  private Optional<Map<String, Object>> path(@Nullable String prefix, Origin origin) {
    return PathFunction.add(
        to,
        normal(prefix),
        origin.holdsFiles() && settings.singlePage(),
        origin.holdsFiles() && settings.normalized(),
        index());
  }

  private Optional<Map<String, Object>> rewritePath(RouteRewrite rewrite, Origin origin) {
    boolean asItIs =
        rewrite.routeTo() instanceof CdnRoute.ToBucket bucket
            && Boolean.TRUE.equals(bucket.disableUrlNormalization());
    return PathFunction.add(
        to, normal(rewrite.routePrefix()), false, origin.holdsFiles() && !asItIs, index());
  }

  private static String normal(@Nullable String prefix) {
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
      String originId,
      boolean files,
      @Nullable CachingOptions caching,
      @Nullable ForwardingOptions forwarding,
      Optional<Map<String, Object>> pathFunction) {
    return new Tree()
        .with("TargetOriginId", originId)
        .with("ViewerProtocolPolicy", "redirect-to-https")
        .with("Compress", caching == null || !Boolean.TRUE.equals(caching.disableCompression()))
        .with("AllowedMethods", methods(forwarding, files))
        .with("CachedMethods", cached(caching, methods(forwarding, files)))
        .with("CachePolicyId", CdnPolicies.cache(to, caching, files))
        .with("OriginRequestPolicyId", CdnPolicies.forwarding(to, forwarding, files))
        .with(
            "FunctionAssociations",
            pathFunction
                .map(
                    arn ->
                        List.of(
                            new Tree()
                                .with("EventType", "viewer-request")
                                .with("FunctionARN", arn)
                                .build()))
                .orElse(List.of()));
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

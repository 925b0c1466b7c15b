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
import dev.stacktape.resource.network.Firewalls;
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
  private final Contribution<?> to;
  private final CdnSettings settings;
  private final Origin main;

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
    List<String> own = OwnDomains.names(settings.customDomains());
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
   * Reports routes that lead to what has no address.
   *
   * @param path where its settings stand
   */
  public static void check(Inspection<?> inspection, CdnSettings settings, Object... path) {
    EdgeAssociations.check(
        inspection,
        settings.edgeFunctions(),
        settings.singlePage() || settings.normalized() || changes(settings.prefix()),
        with(path, "edgeFunctions"));
    for (int i = 0; i < settings.rewrites().size(); i++) {
      RouteRewrite rewrite = settings.rewrites().get(i);
      CdnRoute route = rewrite.routeTo();
      EdgeAssociations.check(
          inspection,
          rewrite.edgeFunctions(),
          changes(rewrite.routePrefix()) || isNormalized(route, settings),
          with(path, "routeRewrites", i, "edgeFunctions"));
      String name = CdnSettings.targetOf(route);
      boolean isThere = name != null && inspection.stack().withParts().containsKey(name);
      if (route != null && isThere && origin(route, inspection.stack()).isEmpty()) {
        inspection.report(
            RESOURCE_WRONG_TYPE
                .error("A CDN cannot stand in front of `%s`.".formatted(name))
                .hint("Name a bucket, an HTTP API, a load balancer, or a function with `url`."),
            with(path, "routeRewrites", i, "routeTo"));
      }
    }
  }

  /** The same for a CDN in front of a program, whose answers are its own. */
  public static void checkOfProgram(
      Inspection<?> inspection, CdnSettings settings, Object... path) {
    check(inspection, settings, path);
    inspection.withoutEffect(
        settings.errorDocument() != null,
        "what cannot be found is answered by the program, not by a file",
        with(path, "errorDocument"));
    inspection.withoutEffect(
        settings.disableInvalidation(),
        "only files that a deployment uploads are invalidated",
        with(path, "disableInvalidationAfterDeploy"));
  }

  private static boolean changes(@Nullable String prefix) {
    return !Behaviors.normal(prefix).isEmpty();
  }

  /** Whether a route looks for the index of a folder. */
  private static boolean isNormalized(@Nullable CdnRoute route, CdnSettings settings) {
    return route == null
        ? settings.singlePage() || settings.normalized()
        : route instanceof CdnRoute.ToBucket bucket
            && !Boolean.TRUE.equals(bucket.disableUrlNormalization());
  }

  private static Object[] with(Object[] path, Object... more) {
    List<Object> all = new ArrayList<>(List.of(path));
    all.addAll(List.of(more));
    return all.toArray();
  }

  /** What a route to a resource of the config leads to; empty where that has no address. */
  static Optional<Origin> origin(CdnRoute route, StackView stack) {
    String name = CdnSettings.targetOf(route);
    Resource<?> resource = name == null ? null : stack.withParts().get(name);
    if (resource == null) {
      return Optional.empty();
    }
    Origin.Way way =
        route instanceof CdnRoute.ToLoadBalancer balancer
            ? new Origin.Way(balancer.listenerPort(), balancer.originDomainName())
            : Origin.Way.USUAL;
    Optional<Origin> own = originOf(resource, stack, way);
    return own.isPresent()
        ? own
        : stack.withParts().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(name + "."))
            .flatMap(entry -> originOf(entry.getValue(), stack, way).stream())
            .findFirst();
  }

  private static <P extends Record> Optional<Origin> originOf(
      Resource<P> resource, StackView stack, Origin.Way way) {
    return resource.type().origin(resource, stack, way);
  }

  /**
   * Adds the distribution of a resource; several where its domains have several certificates, of
   * which a distribution can have one.
   *
   * @param path where its settings stand below {@code properties:}
   * @return the logical ids
   */
  public static List<String> contribute(
      Contribution<?> to, CdnSettings settings, Origin main, Object... path) {
    Map<Object, List<CustomDomain>> byCertificate = byCertificate(to, settings, path);
    Distribution distribution = new Distribution(to, settings, main);
    List<String> ids = new ArrayList<>();
    if (byCertificate.isEmpty()) {
      ids.add(distribution.contribute(0, null, List.of()));
    }
    byCertificate.forEach(
        (certificate, domains) ->
            ids.add(distribution.contribute(ids.size(), certificate, domains)));
    to.output(
        "cdnUrl",
        Objects.requireNonNull(params(Params.none(), to.name(), settings).get("cdnUrl")),
        "URL of the CDN of " + to.name());
    return ids;
  }

  /** The domains without a certificate of their own share one. */
  private static Map<Object, List<CustomDomain>> byCertificate(
      Contribution<?> to, CdnSettings settings, Object... path) {
    List<CustomDomain> made =
        settings.customDomains().stream()
            .filter(domain -> domain.customCertificateArn() == null)
            .toList();
    Map<Object, List<CustomDomain>> byCertificate = new LinkedHashMap<>();
    for (CustomDomain domain : settings.customDomains()) {
      Object certificate =
          domain.customCertificateArn() == null
              ? OwnDomains.edgeCertificate(to, OwnDomains.names(made), with(path, "customDomains"))
              : domain.customCertificateArn();
      byCertificate.computeIfAbsent(certificate, key -> new ArrayList<>()).add(domain);
    }
    return byCertificate;
  }

  private String contribute(int index, @Nullable Object certificate, List<CustomDomain> domains) {
    String id = LogicalId.of(to.name(), "CdnDistribution" + index);
    Tree config =
        new Tree()
            .with("Enabled", true)
            .with("Comment", to.stack().target().stackName() + " " + to.name())
            .with("Aliases", domains.stream().map(CustomDomain::domainName).toList())
            .with("HttpVersion", "http2and3")
            .with("IPV6Enabled", true)
            .with("PriceClass", settings.priceClass())
            .with("WebACLId", Firewalls.arn(settings.firewall(), to.stack()))
            .with("ViewerCertificate", certificate(certificate));
    new Behaviors(to, settings, main).addTo(config);
    to.add(
        id,
        CfnResource.of(
            "AWS::CloudFront::Distribution",
            new Tree()
                .with("DistributionConfig", config)
                .with("Tags", to.stack().tags().toList())
                .build()));
    domains.forEach(
        domain ->
            OwnDomains.lead(to, domain, Fn.getAtt(id, "DomainName"), OwnDomains.CLOUDFRONT_ZONE));
    return id;
  }

  private static Tree certificate(@Nullable Object arn) {
    return arn == null
        ? new Tree().with("CloudFrontDefaultCertificate", true)
        : new Tree()
            .with("AcmCertificateArn", arn)
            .with("SslSupportMethod", "sni-only")
            .with("MinimumProtocolVersion", "TLSv1.2_2021");
  }
}

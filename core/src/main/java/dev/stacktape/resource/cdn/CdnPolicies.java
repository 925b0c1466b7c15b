package dev.stacktape.resource.cdn;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.ShortHash;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CDN keeps, and what it lets through to the origin. Where the config says nothing, all CDNs
 * of a stack share one policy for files and one for programs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html">The
 *     cache key</a>
 */
final class CdnPolicies {
  private static final int FILES_TTL = 15_768_000;
  private static final int LONGEST_TTL = 31_536_000;

  private CdnPolicies() {}

  /** The id of the cache policy of a behavior, a template value. */
  static Object cache(Contribution<?> to, @Nullable CachingOptions options, boolean files) {
    if (options == null) {
      String kind = files ? "DefStatic" : "DefDynamic";
      String id = LogicalId.of("Stp", "Cdn" + kind, "CachePolicy");
      to.share(id, cachePolicy(name(to, kind, "CachePolicy"), null, files));
      return Fn.ref(id);
    }
    if (options.cachePolicyId() != null) {
      return options.cachePolicyId();
    }
    String hash = ShortHash.of(options.toString() + files);
    String id = LogicalId.of(to.name(), "CdnCacheBehavior" + hash, "CachePolicy");
    to.share(id, cachePolicy(name(to, to.name(), "CachePolicy" + hash), options, files));
    return Fn.ref(id);
  }

  /** The id of the origin request policy of a behavior, a template value. */
  static Object forwarding(Contribution<?> to, @Nullable ForwardingOptions options, boolean files) {
    if (options == null || choosesNothing(options)) {
      String kind = files ? "DefStatic" : "DefDynamic";
      String id = LogicalId.of("Stp", "Cdn" + kind, "OriginRequestPolicy");
      to.share(id, requestPolicy(name(to, kind, "OriginRequestPolicy"), null, files));
      return Fn.ref(id);
    }
    if (options.originRequestPolicyId() != null) {
      return options.originRequestPolicyId();
    }
    String hash = ShortHash.of(options.toString() + files);
    String id = LogicalId.of(to.name(), "CdnCacheBehavior" + hash, "OriginRequestPolicy");
    to.share(id, requestPolicy(name(to, to.name(), "OriginRequestPolicy" + hash), options, files));
    return Fn.ref(id);
  }

  private static boolean choosesNothing(ForwardingOptions options) {
    return options.originRequestPolicyId() == null
        && options.cookies() == null
        && options.headers() == null
        && options.queryString() == null;
  }

  private static String name(Contribution<?> to, String part, String kind) {
    return LogicalId.of(to.stack().target().stackName(), part, kind);
  }

  private static CfnResource cachePolicy(
      String name, @Nullable CachingOptions options, boolean files) {
    CacheKey key = options == null ? null : options.cacheKeyParameters();
    boolean compressed = options == null || !Boolean.TRUE.equals(options.disableCompression());
    int longest = or(options == null ? null : options.maxTTL(), LONGEST_TTL);
    int usual = or(options == null ? null : options.defaultTTL(), files ? FILES_TTL : 0);
    int shortest = or(options == null ? null : options.minTTL(), 0);
    int most = Math.max(longest, Math.max(usual, shortest));
    return CfnResource.of(
        "AWS::CloudFront::CachePolicy",
        Map.of(
            "CachePolicyConfig",
            new Tree()
                .with("Name", name)
                .with("DefaultTTL", Math.max(usual, shortest))
                .with("MaxTTL", most)
                .with("MinTTL", shortest)
                .with(
                    "ParametersInCacheKeyAndForwardedToOrigin",
                    new Tree()
                        .with("CookiesConfig", cookies(key == null ? null : key.cookies()))
                        // Without any time to keep things CloudFront takes no other values.
                        .with("EnableAcceptEncodingGzip", compressed && most > 0)
                        .with("EnableAcceptEncodingBrotli", compressed && most > 0)
                        .with("HeadersConfig", headers(key == null ? null : key.headers(), files))
                        .with(
                            "QueryStringsConfig",
                            query(key == null ? null : key.queryString(), files)))
                .build()));
  }

  private static CfnResource requestPolicy(
      String name, @Nullable ForwardingOptions options, boolean files) {
    return CfnResource.of(
        "AWS::CloudFront::OriginRequestPolicy",
        Map.of(
            "OriginRequestPolicyConfig",
            new Tree()
                .with("Name", name)
                .with("CookiesConfig", cookies(options == null ? null : options.cookies(), files))
                .with("HeadersConfig", headers(options == null ? null : options.headers(), files))
                .with(
                    "QueryStringsConfig",
                    query(options == null ? null : options.queryString(), files))
                .build()));
  }

  private static Tree cookies(@Nullable CachedCookies cookies) {
    if (cookies == null || Boolean.TRUE.equals(cookies.none())) {
      return new Tree().with("CookieBehavior", "none");
    }
    if (Boolean.TRUE.equals(cookies.all())) {
      return new Tree().with("CookieBehavior", "all");
    }
    return cookies.allExcept().isEmpty()
        ? new Tree().with("CookieBehavior", "whitelist").with("Cookies", cookies.whitelist())
        : new Tree().with("CookieBehavior", "allExcept").with("Cookies", cookies.allExcept());
  }

  private static Tree cookies(@Nullable ForwardedCookies cookies, boolean files) {
    if (cookies == null) {
      return new Tree().with("CookieBehavior", files ? "none" : "all");
    }
    if (!cookies.whitelist().isEmpty()) {
      return new Tree().with("CookieBehavior", "whitelist").with("Cookies", cookies.whitelist());
    }
    return new Tree().with("CookieBehavior", Boolean.TRUE.equals(cookies.all()) ? "all" : "none");
  }

  /** Authorization reaches an origin only as a part of the cache key. */
  private static Tree headers(@Nullable CachedHeaders headers, boolean files) {
    if (headers == null) {
      return files
          ? new Tree().with("HeaderBehavior", "none")
          : new Tree()
              .with("HeaderBehavior", "whitelist")
              .with("Headers", List.of("Authorization"));
    }
    return headers.whitelist().isEmpty()
        ? new Tree().with("HeaderBehavior", "none")
        : new Tree().with("HeaderBehavior", "whitelist").with("Headers", headers.whitelist());
  }

  /** A program gets all but the host: that one tells API Gateway and Lambda whom to ask. */
  private static Tree headers(@Nullable ForwardedHeaders headers, boolean files) {
    if (headers == null) {
      return files
          ? new Tree()
              .with("HeaderBehavior", "whitelist")
              .with("Headers", List.of("if-match", "if-none-match", "if-modified-since"))
          : new Tree().with("HeaderBehavior", "allExcept").with("Headers", List.of("Host"));
    }
    if (!headers.whitelist().isEmpty()) {
      return new Tree().with("HeaderBehavior", "whitelist").with("Headers", headers.whitelist());
    }
    if (!headers.allExcept().isEmpty()) {
      return new Tree().with("HeaderBehavior", "allExcept").with("Headers", headers.allExcept());
    }
    if (!headers.allViewerAndWhitelistCloudFront().isEmpty()) {
      return new Tree()
          .with("HeaderBehavior", "allViewerAndWhitelistCloudFront")
          .with("Headers", headers.allViewerAndWhitelistCloudFront());
    }
    return new Tree()
        .with("HeaderBehavior", Boolean.TRUE.equals(headers.allViewer()) ? "allViewer" : "none");
  }

  private static Tree query(@Nullable QueryChoice query, boolean files) {
    if (query == null) {
      return new Tree().with("QueryStringBehavior", files ? "none" : "all");
    }
    if (!query.whitelist().isEmpty()) {
      return new Tree()
          .with("QueryStringBehavior", "whitelist")
          .with("QueryStrings", query.whitelist());
    }
    return new Tree()
        .with("QueryStringBehavior", Boolean.TRUE.equals(query.all()) ? "all" : "none");
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}

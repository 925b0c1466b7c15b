package dev.stacktape.resource;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CDN can stand in front of.
 *
 * @param domain its domain, a template value
 * @param settings the other settings of a CloudFront origin, such as {@code CustomOriginConfig}
 * @param holdsFiles whether it serves files from a bucket rather than answers of a program
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origin.html">Origin</a>
 */
public record Origin(Object domain, Map<String, Object> settings, boolean holdsFiles) {
  /**
   * Which of the ways into a resource a CDN takes, where there are several.
   *
   * @param port null for the one that the resource has
   * @param domain a name that its certificate is for, null for the one that the resource has
   */
  public record Way(@Nullable Integer port, @Nullable String domain) {
    /** The one that the resource has. */
    public static final Way USUAL = new Way(null, null);
  }

  /** A server that answers over HTTPS on its usual port. */
  public static Origin overHttps(Object domain) {
    return overHttps(domain, null);
  }

  /** A server that answers over HTTPS; null is the usual port. */
  public static Origin overHttps(Object domain, @Nullable Integer port) {
    return server(domain, "https-only", "HTTPSPort", port);
  }

  /** A server that answers over HTTP; null is the usual port. */
  public static Origin overHttp(Object domain, @Nullable Integer port) {
    return server(domain, "http-only", "HTTPPort", port);
  }

  private static Origin server(
      Object domain, String policy, String portKey, @Nullable Integer port) {
    return new Origin(
        domain,
        Map.of(
            "CustomOriginConfig",
            new Tree()
                .with("OriginProtocolPolicy", policy)
                .with(portKey, port)
                .with("OriginSSLProtocols", List.of("TLSv1.2"))
                .build()),
        false);
  }
}

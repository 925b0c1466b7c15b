package dev.stacktape.resource;

import java.util.Map;

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
  /** A server that answers over HTTPS. */
  public static Origin overHttps(Object domain) {
    return new Origin(
        domain,
        Map.of(
            "CustomOriginConfig",
            new Tree()
                .with("OriginProtocolPolicy", "https-only")
                .with("OriginSSLProtocols", java.util.List.of("TLSv1.2"))
                .build()),
        false);
  }
}

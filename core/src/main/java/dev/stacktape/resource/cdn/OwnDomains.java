package dev.stacktape.resource.cdn;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.ShortHash;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Lookup;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/**
 * What a domain of the user's needs: a certificate, which proves itself by a record in the domain's
 * hosted zone, and a record that leads to the resource. The hosted zone must be in the same
 * account; which one it is, is looked up before a plan is made.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-certificatemanager-certificate.html">AWS::CertificateManager::Certificate</a>
 */
public final class OwnDomains {
  /** The hosted zone of everything that CloudFront serves. */
  public static final String CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

  private OwnDomains() {}

  /** The logical id of what a domain has. */
  public static String logicalId(String domain, String kind) {
    return LogicalId.of("Stp", words(domain), kind);
  }

  /** The names of domains, in the order of the config. */
  public static List<String> names(List<CustomDomain> domains) {
    return domains.stream().map(CustomDomain::domainName).toList();
  }

  /**
   * The ARN of the certificate of a domain, a template value; it is made in the region of the stack
   * where the config names none.
   *
   * @param origin where the domain stands below {@code properties:}
   */
  public static Object certificate(Contribution<?> to, CustomDomain domain, Object... origin) {
    if (domain.customCertificateArn() != null) {
      return domain.customCertificateArn();
    }
    String id = logicalId(domain.domainName(), "Certificate");
    to.share(id, certificateFor(to, List.of(domain.domainName()), origin));
    return Fn.ref(id);
  }

  /**
   * The ARN of one certificate for several domains, a template value, where AWS takes it from
   * {@code us-east-1} only. Other domains make another certificate: one that is in use is never
   * replaced in its place.
   *
   * @param origin where the domains stand below {@code properties:}
   */
  public static Object edgeCertificate(Contribution<?> to, List<String> domains, Object... origin) {
    String more = domains.size() == 1 ? "" : ShortHash.of(String.join(",", domains));
    String id = logicalId(domains.get(0), more + "CdnCertificate");
    Contribution<?> edge = to.atEdge();
    edge.share(id, certificateFor(edge, domains, origin));
    return to.fromEdge(id, Fn.ref(id));
  }

  private static CfnResource certificateFor(
      Contribution<?> to, List<String> domains, Object... origin) {
    return CfnResource.of(
        "AWS::CertificateManager::Certificate",
        new Tree()
            .with("DomainName", domains.get(0))
            .with("SubjectAlternativeNames", domains.subList(1, domains.size()))
            .with("ValidationMethod", "DNS")
            .with(
                "DomainValidationOptions",
                domains.stream()
                    .map(
                        domain ->
                            new Tree()
                                .with("DomainName", domain)
                                .with("HostedZoneId", zone(to, domain, origin))
                                .build())
                    .toList())
            .with("Tags", to.stack().tags().toList())
            .build());
  }

  /**
   * Leads a domain to a resource, unless the config leaves that to the user.
   *
   * @param target domain of the resource, a template value
   * @param targetZone hosted zone of that domain, a template value
   */
  public static void lead(
      Contribution<?> to, CustomDomain domain, Object target, Object targetZone, Object... origin) {
    if (Boolean.TRUE.equals(domain.disableDnsRecordCreation())) {
      return;
    }
    to.add(
        logicalId(domain.domainName(), "RecordSet"),
        CfnResource.of(
            "AWS::Route53::RecordSet",
            new Tree()
                .with("HostedZoneId", zone(to, domain.domainName(), origin))
                .with("Name", domain.domainName())
                .with("Type", "A")
                .with(
                    "AliasTarget",
                    new Tree()
                        .with("DNSName", target)
                        .with("HostedZoneId", targetZone)
                        .with("EvaluateTargetHealth", false))
                .build()),
        origin);
  }

  private static Map<String, Object> zone(Contribution<?> to, String domain, Object... origin) {
    Lookup.HostedZone zone = new Lookup.HostedZone(domain);
    to.lookUp(zone, to.resource().at(origin));
    return Fn.ref(zone.parameter());
  }

  /** A star has no letter in a logical id. */
  private static String words(String domain) {
    return domain.replace("*", "wildcard");
  }
}

package dev.stacktape.resource.cdn;

import dev.stacktape.name.LogicalId;
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
  private OwnDomains() {}

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
    String id = LogicalId.of("Stp", words(domain.domainName()), "Certificate");
    to.share(
        id,
        CfnResource.of(
            "AWS::CertificateManager::Certificate",
            new Tree()
                .with("DomainName", domain.domainName())
                .with("ValidationMethod", "DNS")
                .with(
                    "DomainValidationOptions",
                    List.of(
                        new Tree()
                            .with("DomainName", domain.domainName())
                            .with("HostedZoneId", zone(to, domain, origin))
                            .build()))
                .with("Tags", to.stack().tags().toList())
                .build()));
    return Fn.ref(id);
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
        LogicalId.of("Stp", words(domain.domainName()), "RecordSet"),
        CfnResource.of(
            "AWS::Route53::RecordSet",
            new Tree()
                .with("HostedZoneId", zone(to, domain, origin))
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

  private static Map<String, Object> zone(
      Contribution<?> to, CustomDomain domain, Object... origin) {
    Lookup.HostedZone zone = new Lookup.HostedZone(domain.domainName());
    to.lookUp(zone, to.resource().at(origin));
    return Fn.ref(zone.parameter());
  }

  /** A star has no letter in a logical id. */
  private static String words(String domain) {
    return domain.replace("*", "wildcard");
  }
}

package dev.stacktape.resource.rule;

import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.container.WebServiceProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Domains of the user. */
final class DomainRules {
  private DomainRules() {}

  static void domains(List<CustomDomain> domains, Place at) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < domains.size(); i++) {
      domain(domains.get(i), at.in(i));
      if (!names.add(domains.get(i).domainName())) {
        at.in(i, "domainName")
            .conflict(
                "The domain `%s` is there twice."
                    .formatted(ValueForms.shown(domains.get(i).domainName())),
                null);
      }
    }
  }

  private static boolean makesCertificates(Place at) {
    Record properties = at.resource().properties();
    return properties instanceof WebServiceProperties
        || properties instanceof LoadBalancerProperties
        || properties instanceof NetworkLoadBalancerProperties;
  }

  static void domain(CustomDomain domain, Place at) {
    ValueForms.domain(domain.domainName(), at.in("domainName"));
    if (domain.customCertificateArn() != null) {
      ValueForms.arn(domain.customCertificateArn(), at.in("customCertificateArn"), "acm", "iam");
    } else if (Boolean.TRUE.equals(domain.disableDnsRecordCreation()) && makesCertificates(at)) {
      at.in("disableDnsRecordCreation")
          .needs(
              "Without DNS records no certificate can be made for the domain.",
              "Add `customCertificateArn`.");
    }
  }
}

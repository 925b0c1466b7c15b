package dev.stacktape.resource.loadbalancer;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.cdn.OwnDomains;
import dev.stacktape.template.Fn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Domains of the user's that lead to a load balancer. */
final class LoadBalancerDomains {
  private static final String KEY = "customDomains";

  private LoadBalancerDomains() {}

  static Params params(Params params, List<CustomDomain> domains) {
    return params.withIf(
        !domains.isEmpty(),
        KEY,
        String.join(",", OwnDomains.names(domains)),
        "it has no `customDomains`");
  }

  /**
   * The certificates of an encrypted listener, template values: its own, or else those of the
   * domains, which are made where the config names none.
   */
  static List<Object> certificates(
      Contribution<?> to, List<String> own, List<CustomDomain> domains) {
    if (!own.isEmpty()) {
      return List.copyOf(own);
    }
    Set<Object> arns = new LinkedHashSet<>();
    for (int i = 0; i < domains.size(); i++) {
      arns.add(OwnDomains.certificate(to, domains.get(i), KEY, i));
    }
    return List.copyOf(arns);
  }

  /** Adds the records that lead to the load balancer. */
  static void lead(Contribution<?> to, List<CustomDomain> domains) {
    String id = LoadBalancerNames.balancerId(to.name());
    for (int i = 0; i < domains.size(); i++) {
      OwnDomains.lead(
          to,
          domains.get(i),
          Fn.getAtt(id, "DNSName"),
          Fn.getAtt(id, "CanonicalHostedZoneID"),
          KEY,
          i);
    }
  }
}

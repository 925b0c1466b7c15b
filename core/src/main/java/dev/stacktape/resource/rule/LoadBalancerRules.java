package dev.stacktape.resource.rule;

import dev.stacktape.resource.Origin;
import dev.stacktape.resource.container.WorkloadProperties;
import dev.stacktape.resource.loadbalancer.Listener;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarm;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarmTrigger;
import dev.stacktape.resource.loadbalancer.LoadBalancerOrigin;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkListener;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.Reach;
import dev.stacktape.resource.network.FirewallScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Load balancers, their listeners, and the events that name them. */
final class LoadBalancerRules {
  private LoadBalancerRules() {}

  static void application(LoadBalancerProperties balancer, Place at) {
    for (int i = 0; i < balancer.listeners().size(); i++) {
      Listener listener = balancer.listeners().get(i);
      certificates(listener.customCertificateArns(), at.in("listeners", i));
      ValueForms.addressRanges(listener.whitelistIps(), at.in("listeners", i, "whitelistIps"));
    }
    DomainRules.domains(balancer.customDomains(), at.in("customDomains"));
    CdnRules.firewall(balancer.useFirewall(), FirewallScope.REGIONAL, at.in("useFirewall"));
    if (balancer.cdn() != null) {
      CdnRules.loadBalancer(balancer.cdn(), at.in("cdn"));
      if (balancer.cdn().enabled()) {
        origin(
            balancer,
            balancer.cdn().listenerPort(),
            balancer.cdn().originDomainName(),
            at.in("cdn"));
      }
    }
    for (int i = 0; i < balancer.alarms().size(); i++) {
      alarm(balancer.alarms().get(i), at.in("alarms", i));
    }
  }

  private static void alarm(LoadBalancerAlarm alarm, Place at) {
    AlarmRules.alarm(alarm.evaluation(), alarm.notificationTargets(), at);
    if (alarm.trigger() instanceof LoadBalancerAlarmTrigger.UnhealthyTargets unhealthy) {
      for (int i = 0; i < unhealthy.onlyIncludeTargets().size(); i++) {
        at.in("trigger", "properties", "onlyIncludeTargets", i)
            .refersTo(unhealthy.onlyIncludeTargets().get(i), WorkloadProperties.class);
      }
    }
  }

  static void network(NetworkLoadBalancerProperties balancer, Place at) {
    DomainRules.domains(balancer.customDomains(), at.in("customDomains"));
    for (int i = 0; i < balancer.listeners().size(); i++) {
      NetworkListener listener = balancer.listeners().get(i);
      certificates(listener.customCertificateArns(), at.in("listeners", i));
      ValueForms.addressRanges(listener.whitelistIps(), at.in("listeners", i, "whitelistIps"));
    }
  }

  private static void certificates(List<String> arns, Place at) {
    for (int i = 0; i < arns.size(); i++) {
      ValueForms.arn(arns.get(i), at.in("customCertificateArns", i), "acm", "iam");
    }
  }

  /**
   * What a CDN needs to ask a load balancer.
   *
   * @param domain what the config says the certificate is for
   */
  static void origin(
      LoadBalancerProperties balancer, @Nullable Integer port, @Nullable String domain, Place at) {
    listener(balancer, port, at);
    ValueForms.domain(domain, at.in("originDomainName"));
    if (balancer.reach() == Reach.INTERNAL) {
      at.conflict(
          "A CDN cannot reach a load balancer that is `internal`.",
          "Remove `interface: internal`, or the CDN.");
    }
    if (LoadBalancerOrigin.needsDomain(balancer, new Origin.Way(port, domain))) {
      at.needs(
          "CloudFront checks the certificate, and nothing says which name it is for.",
          "Add `originDomainName`: a domain that the certificate covers and that leads to the load"
              + " balancer.");
    }
  }

  /** A port must be named exactly where the load balancer has listeners of its own. */
  static void listener(LoadBalancerProperties balancer, @Nullable Integer port, Place at) {
    List<Integer> ports = balancer.listeners().stream().map(Listener::port).toList();
    if (ports.isEmpty() && port != null) {
      at.in("listenerPort")
          .conflict(
              "The load balancer has no listeners of its own, so none can be chosen.",
              "Remove `listenerPort`, or write `listeners` there.");
    } else if (!ports.isEmpty() && port == null) {
      at.needs(
          "The load balancer has listeners of its own, so `listenerPort` must say which.",
          "It has listeners on: " + list(ports));
    } else if (port != null && !ports.contains(port)) {
      at.in("listenerPort")
          .invalid(
              "The load balancer has no listener on the port %d.".formatted(port),
              "It has listeners on: " + list(ports));
    }
  }

  private static String list(List<Integer> ports) {
    return String.join(", ", ports.stream().map(String::valueOf).toList());
  }
}

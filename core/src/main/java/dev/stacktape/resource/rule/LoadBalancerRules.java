package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.PORT_DUPLICATE;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.container.ContainerEvent.FromNetworkLoadBalancer;
import dev.stacktape.resource.container.WorkloadProperties;
import dev.stacktape.resource.loadbalancer.Listener;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarm;
import dev.stacktape.resource.loadbalancer.LoadBalancerAlarmTrigger;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkListener;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.Reach;
import dev.stacktape.resource.loadbalancer.WebProtocol;
import dev.stacktape.resource.network.FirewallScope;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Load balancers, their listeners, and the events that name them. */
final class LoadBalancerRules {
  private static final int MOST_CONDITIONS = 5;

  private LoadBalancerRules() {}

  static void application(LoadBalancerProperties balancer, Place at) {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < balancer.listeners().size(); i++) {
      Listener listener = balancer.listeners().get(i);
      Place place = at.in("listeners", i);
      port(listener.port(), ports, place);
      certificates(listener.customCertificateArns(), place);
      ValueForms.addressRanges(listener.whitelistIps(), place.in("whitelistIps"));
      if (listener.protocol() == WebProtocol.HTTP && !listener.customCertificateArns().isEmpty()) {
        place
            .in("customCertificateArns")
            .conflict("A listener for HTTP takes no certificates.", "Let its protocol be HTTPS.");
      }
    }
    DomainRules.domains(balancer.customDomains(), at.in("customDomains"));
    CdnRules.firewall(balancer.useFirewall(), FirewallScope.REGIONAL, at.in("useFirewall"));
    if (balancer.cdn() != null) {
      CdnRules.loadBalancer(balancer.cdn(), at.in("cdn"));
      if (balancer.cdn().enabled()) {
        listener(balancer, balancer.cdn().listenerPort(), at.in("cdn"));
        if (balancer.reach() == Reach.INTERNAL) {
          at.in("cdn")
              .conflict(
                  "A CDN cannot reach a load balancer that is `internal`.",
                  "Remove `interface: internal`, or the CDN.");
        }
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
    Set<Integer> ports = new HashSet<>();
    DomainRules.domains(balancer.customDomains(), at.in("customDomains"));
    for (int i = 0; i < balancer.listeners().size(); i++) {
      NetworkListener listener = balancer.listeners().get(i);
      Place place = at.in("listeners", i);
      port(listener.port(), ports, place);
      certificates(listener.customCertificateArns(), place);
      ValueForms.addressRanges(listener.whitelistIps(), place.in("whitelistIps"));
      long leadingOn = targets(at.resource().name(), listener.port(), at);
      if (leadingOn != 1) {
        place
            .in("port")
            .needs(
                "The listener on the port %d must lead to exactly one container, but leads to %d."
                    .formatted(listener.port(), leadingOn),
                "Add an event `network-load-balancer` with `listenerPort: %d` to one container."
                    .formatted(listener.port()));
      }
    }
  }

  private static long targets(String balancer, Integer port, Place at) {
    return at.stack().resources().values().stream()
        .map(Resource::properties)
        .filter(WorkloadProperties.class::isInstance)
        .flatMap(workload -> ((WorkloadProperties) workload).containers().stream())
        .flatMap(container -> container.events().stream())
        .filter(FromNetworkLoadBalancer.class::isInstance)
        .map(FromNetworkLoadBalancer.class::cast)
        .filter(
            event -> event.loadBalancerName().equals(balancer) && event.listenerPort().equals(port))
        .count();
  }

  private static void port(Integer port, Set<Integer> others, Place at) {
    if (!others.add(port)) {
      at.in("port")
          .report(
              PORT_DUPLICATE,
              "There are two listeners on the port %d.".formatted(port),
              "Give each a port of its own.");
    }
  }

  private static void certificates(List<String> arns, Place at) {
    for (int i = 0; i < arns.size(); i++) {
      ValueForms.arn(arns.get(i), at.in("customCertificateArns", i), "acm", "iam");
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

  /**
   * A rule needs a condition, and may have so many values.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">Quotas</a>
   */
  static void condition(List<? extends Collection<?>> conditions, Place at) {
    int values = conditions.stream().mapToInt(Collection::size).sum();
    if (values == 0) {
      at.needs(
          "A rule of a load balancer needs a condition.",
          "Add one of `paths`, `methods`, `hosts`, `headers`, `queryParams`, `sourceIps`;"
              + " `paths: ['*']` takes everything.");
    } else if (values > MOST_CONDITIONS) {
      at.doubt(
          "A rule takes at most %d values in all its conditions; there are %d."
              .formatted(MOST_CONDITIONS, values),
          "Spread them over several events.");
    }
  }
}

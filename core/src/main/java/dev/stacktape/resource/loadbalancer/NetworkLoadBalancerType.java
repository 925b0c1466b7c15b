package dev.stacktape.resource.loadbalancer;

import static dev.stacktape.resource.ResourceCode.EXACTLY_ONE_OF;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code network-load-balancer}: a load balancer whose listeners lead to one workload each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html">Listeners
 *     of network load balancers</a>
 */
public final class NetworkLoadBalancerType implements ResourceType<NetworkLoadBalancerProperties> {
  @Override
  public String word() {
    return "network-load-balancer";
  }

  @Override
  public Class<NetworkLoadBalancerProperties> propertiesType() {
    return NetworkLoadBalancerProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<NetworkLoadBalancerProperties> balancer) {
    return NetworkNeed.PUBLIC_SUBNETS;
  }

  @Override
  public Params params(Resource<NetworkLoadBalancerProperties> balancer, StackView stack) {
    Map<String, Object> host = Fn.getAtt(LoadBalancerNames.balancerId(balancer.name()), "DNSName");
    return LoadBalancerDomains.params(
        Params.none().with("canonicalDomain", host).with("domain", host),
        balancer.properties().customDomains());
  }

  @Override
  public void check(Inspection<NetworkLoadBalancerProperties> inspection) {
    if (isPart(inspection.resource())) {
      return;
    }
    List<NetworkListener> listeners = inspection.properties().listeners();
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < listeners.size(); i++) {
      NetworkListener listener = listeners.get(i);
      ListenerPorts.claim(inspection, ports, listener.port(), i);
      checkListener(inspection, listener, i);
    }
  }

  /** A part is written by us, so what is wrong with it is told by the whole. */
  private static boolean isPart(Resource<?> balancer) {
    return !(balancer.definition().properties() instanceof NetworkLoadBalancerProperties);
  }

  private static void checkListener(
      Inspection<NetworkLoadBalancerProperties> inspection, NetworkListener listener, int index) {
    if (listener.protocol() == TransportProtocol.TLS
        && listener.customCertificateArns().isEmpty()
        && inspection.properties().customDomains().isEmpty()) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("TLS needs a certificate, and AWS has none for its own address.")
              .hint("Add `customDomains` or `customCertificateArns`, or use `protocol: TCP`."),
          "listeners",
          index,
          "protocol");
    }
    List<Target> targets = targets(inspection.resource(), inspection.stack(), listener.port());
    boolean isUnknown = targets.isEmpty() && inspection.stack().hasUnread();
    if (targets.size() != 1 && !isUnknown) {
      String names =
          targets.stream()
              .map(target -> "`" + target.workload().name() + "`")
              .collect(Collectors.joining(", "));
      inspection.report(
          EXACTLY_ONE_OF
              .error(
                  targets.isEmpty()
                      ? "No container takes the connections to port %d.".formatted(listener.port())
                      : "One container can take the connections to port %d, but %s all want to."
                          .formatted(listener.port(), names))
              .hint(
                  "Exactly one container needs an event of the type `network-load-balancer` with"
                      + " this `listenerPort`."),
          "listeners",
          index);
    }
  }

  /** A port of a workload that a listener leads to. */
  private record Target(Resource<?> workload, ForwardedPorts.Forwarded forwarded) {}

  private static List<Target> targets(
      Resource<NetworkLoadBalancerProperties> balancer, StackView stack, int listenerPort) {
    List<Target> targets = new ArrayList<>();
    for (Resource<?> resource : stack.withParts().values()) {
      if (resource.properties() instanceof ForwardedPorts workload) {
        workload.forwarded().stream()
            .filter(forwarded -> forwarded.listenerPort() == listenerPort)
            .filter(forwarded -> leadsTo(forwarded.loadBalancerName(), balancer.name(), stack))
            .forEach(forwarded -> targets.add(new Target(resource, forwarded)));
      }
    }
    return targets;
  }

  private static boolean leadsTo(String name, String balancer, StackView stack) {
    return stack
        .find(name, NetworkLoadBalancerProperties.class)
        .filter(found -> found.name().equals(balancer))
        .isPresent();
  }

  /** The ports of a workload that one load balancer leads to. */
  public static Set<Integer> portsBehind(
      ForwardedPorts workload, String balancer, StackView stack) {
    return workload.forwarded().stream()
        .filter(forwarded -> leadsTo(forwarded.loadBalancerName(), balancer, stack))
        .map(ForwardedPorts.Forwarded::containerPort)
        .collect(Collectors.toSet());
  }

  @Override
  public void contribute(Contribution<NetworkLoadBalancerProperties> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    to.add(
        LoadBalancerNames.balancerId(to.name()),
        CfnResource.of(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            new Tree()
                .with("Type", "network")
                .with("Scheme", LoadBalancerType.scheme(to.properties().reach()))
                .with("Subnets", network.subnets(NetworkNeed.PUBLIC_SUBNETS))
                .with("SecurityGroups", List.of(LoadBalancerNames.securityGroup(to.name())))
                .build()));
    LoadBalancerGate gate = new LoadBalancerGate(to, to.properties().reach());
    for (NetworkListener listener : to.properties().listeners()) {
      gate.open(listener.port(), listener.whitelistIps());
      addListener(to, listener);
    }
    gate.contribute();
    LoadBalancerDomains.lead(to, to.properties().customDomains());
  }

  private static void addListener(
      Contribution<NetworkLoadBalancerProperties> to, NetworkListener listener) {
    boolean isEncrypted = listener.protocol() == TransportProtocol.TLS;
    Target target = targets(to.resource(), to.stack(), listener.port()).get(0);
    ForwardedPorts workload = (ForwardedPorts) target.workload().properties();
    String targetGroup =
        TargetGroup.logicalId(
            target.workload().name(),
            to.name(),
            target.forwarded().containerPort(),
            portsBehind(workload, to.name(), to.stack()));
    List<Object> certificates =
        isEncrypted
            ? LoadBalancerDomains.certificates(
                to, listener.customCertificateArns(), to.properties().customDomains())
            : List.of();
    to.add(
        LoadBalancerNames.listenerId(to.name(), listener.port()),
        CfnResource.of(
            "AWS::ElasticLoadBalancingV2::Listener",
            new Tree()
                .with("LoadBalancerArn", Fn.ref(LoadBalancerNames.balancerId(to.name())))
                .with("Port", listener.port())
                .with("Protocol", listener.protocol())
                .with("SslPolicy", isEncrypted ? Certificates.TLS_POLICY : null)
                .with("Certificates", Certificates.first(certificates))
                .with("DefaultActions", List.of(ListenerRule.forwardTo(targetGroup)))
                .build()),
        "listeners");
    Certificates.addFurther(to, listener.port(), certificates);
  }
}

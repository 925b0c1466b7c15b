package dev.stacktape.resource.loadbalancer;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Origin;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.alarm.Alarms;
import dev.stacktape.resource.cdn.CdnSettings;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.cdn.Distribution;
import dev.stacktape.resource.network.Firewalls;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code application-load-balancer}: a load balancer with its listeners. Rules belong to the
 * workloads whose events ask for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html">AWS::ElasticLoadBalancingV2::LoadBalancer</a>
 */
public final class LoadBalancerType implements ResourceType<LoadBalancerProperties> {
  @Override
  public String word() {
    return "application-load-balancer";
  }

  @Override
  public Class<LoadBalancerProperties> propertiesType() {
    return LoadBalancerProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<LoadBalancerProperties> balancer) {
    return NetworkNeed.PUBLIC_SUBNETS;
  }

  @Override
  public Params params(Resource<LoadBalancerProperties> balancer, StackView stack) {
    Map<String, Object> host = Fn.getAtt(LoadBalancerNames.balancerId(balancer.name()), "DNSName");
    List<Listener> listeners = Listeners.of(balancer, stack);
    List<CustomDomain> domains = balancer.properties().customDomains();
    String scheme =
        listeners.stream().anyMatch(listener -> listener.protocol() == WebProtocol.HTTPS)
            ? "https://"
            : "http://";
    Params params =
        LoadBalancerDomains.params(
            Params.none()
                .with("canonicalDomain", host)
                .with("domain", host)
                .with(
                    "url",
                    domains.isEmpty()
                        ? Fn.join("", List.of(scheme, host))
                        : scheme + domains.get(0).domainName()),
            domains);
    for (Listener listener : listeners) {
      params = params.with("port" + listener.port(), String.valueOf(listener.port()));
    }
    return Distribution.params(params, balancer.name(), cdn(balancer.properties()));
  }

  private static @Nullable CdnSettings cdn(LoadBalancerProperties balancer) {
    LoadBalancerCdn cdn = balancer.cdn();
    return cdn != null && cdn.enabled() ? cdn.settings() : null;
  }

  @Override
  public Optional<Origin> origin(
      Resource<LoadBalancerProperties> balancer, StackView stack, Origin.Way way) {
    return Optional.of(LoadBalancerOrigin.of(balancer, stack, way));
  }

  @Override
  public Set<String> distributes(Resource<LoadBalancerProperties> balancer) {
    CdnSettings cdn = cdn(balancer.properties());
    return cdn == null ? Set.of() : cdn.targets();
  }

  @Override
  public void check(Inspection<LoadBalancerProperties> inspection) {
    Set<Integer> ports = new HashSet<>();
    List<Listener> listeners = inspection.properties().listeners();
    for (int i = 0; i < listeners.size(); i++) {
      Listener listener = listeners.get(i);
      ListenerPorts.claim(inspection, ports, listener.port(), i);
      checkCertificates(inspection, listener, i);
    }
    checkPriorities(inspection);
    CdnSettings cdn = cdn(inspection.properties());
    if (cdn != null) {
      Distribution.checkOfProgram(inspection, cdn, "cdn");
    }
    Alarms.check(inspection, inspection.properties().alarms());
    LoadBalancerAlarms.check(inspection);
  }

  private static void checkCertificates(
      Inspection<LoadBalancerProperties> inspection, Listener listener, int index) {
    boolean isEncrypted = listener.protocol() == WebProtocol.HTTPS;
    if (isEncrypted
        && listener.customCertificateArns().isEmpty()
        && inspection.properties().customDomains().isEmpty()) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("HTTPS needs a certificate, and AWS has none for its own address.")
              .hint("Add `customDomains` or `customCertificateArns`, or use `protocol: HTTP`."),
          "listeners",
          index,
          "protocol");
    }
    inspection.withoutEffect(
        !isEncrypted && !listener.customCertificateArns().isEmpty(),
        "the traffic is not encrypted",
        "listeners",
        index,
        "customCertificateArns");
  }

  private static void checkPriorities(Inspection<LoadBalancerProperties> inspection) {
    Map<List<Integer>, Claim> taken = new HashMap<>();
    for (Claim claim : Claim.of(inspection.resource(), inspection.stack())) {
      int port = Listeners.portOf(inspection.properties(), claim.balanced().event());
      Claim other = taken.putIfAbsent(List.of(port, claim.priority()), claim);
      if (other != null) {
        inspection.reportAt(
            PROPERTY_CONFLICT
                .error(
                    "Priority %d on port %d of `%s` is already that of an event of `%s` (%s)."
                        .formatted(
                            claim.priority(),
                            port,
                            inspection.resource().name(),
                            other.workload().name(),
                            other.place()))
                .hint("Choose another number; rules are tried from the lowest one."),
            claim.place());
      }
    }
  }

  @Override
  public void checkSupport(Inspection<LoadBalancerProperties> inspection) {
    LoadBalancerProperties balancer = inspection.properties();
    Alarms.checkSupport(inspection, balancer.alarms());
    inspection.withoutEffect(
        !balancer.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
  }

  @Override
  public void contribute(Contribution<LoadBalancerProperties> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    String id = LoadBalancerNames.balancerId(to.name());
    to.add(
        id,
        CfnResource.of(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            new Tree()
                .with("Type", "application")
                .with("Scheme", scheme(to.properties().reach()))
                .with("Subnets", network.subnets(NetworkNeed.PUBLIC_SUBNETS))
                .with("SecurityGroups", List.of(LoadBalancerNames.securityGroup(to.name())))
                .build()));
    LoadBalancerGate gate = new LoadBalancerGate(to, to.properties().reach());
    for (Listener listener : Listeners.of(to.resource(), to.stack())) {
      gate.open(listener.port(), listener.whitelistIps());
      addListener(to, listener);
    }
    gate.contribute();
    LoadBalancerDomains.lead(to, to.properties().customDomains());
    Firewalls.associate(to, to.properties().useFirewall(), Fn.ref(id));
    LoadBalancerCdn cdn = to.properties().cdn();
    if (cdn != null && cdn.enabled()) {
      var unused =
          Distribution.contribute(
              to,
              cdn.settings(),
              LoadBalancerOrigin.of(to.resource(), to.stack(), cdn.way()),
              "cdn");
    }
    Alarms.contribute(
        to, to.properties().alarms(), alarm -> LoadBalancerAlarms.condition(alarm, to));
  }

  /** How AWS calls the reach of a load balancer. */
  static String scheme(@Nullable Reach reach) {
    return reach == Reach.INTERNAL ? "internal" : "internet-facing";
  }

  private static void addListener(Contribution<LoadBalancerProperties> to, Listener listener) {
    boolean isEncrypted = listener.protocol() == WebProtocol.HTTPS;
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
                .with("DefaultActions", List.of(defaultAction(listener.defaultAction())))
                .build()),
        "listeners");
    Certificates.addFurther(to, listener.port(), certificates);
  }

  private static Map<String, Object> defaultAction(@Nullable DefaultAction action) {
    if (!(action instanceof DefaultAction.Redirect redirect)) {
      return new Tree()
          .with("Type", "fixed-response")
          .with(
              "FixedResponseConfig",
              new Tree()
                  .with("StatusCode", "404")
                  .with("ContentType", "text/plain")
                  .with("MessageBody", "Not found"))
          .build();
    }
    return new Tree()
        .with("Type", "redirect")
        .with(
            "RedirectConfig",
            new Tree()
                .with("Path", redirect.path())
                .with("Query", redirect.query())
                .with("Port", redirect.port() == null ? null : String.valueOf(redirect.port()))
                .with("Host", redirect.host())
                .with("Protocol", redirect.protocol())
                .with("StatusCode", redirect.statusCode()))
        .build();
  }
}

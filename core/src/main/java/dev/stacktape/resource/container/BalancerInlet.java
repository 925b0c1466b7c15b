package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.loadbalancer.ListenerRule;
import dev.stacktape.resource.loadbalancer.LoadBalancerNames;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerType;
import dev.stacktape.resource.loadbalancer.TargetGroup;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Containers behind load balancers. A service waits for the rule or listener that leads to its
 * target group, because ECS takes only groups that a load balancer uses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html">Use
 *     load balancing to distribute service traffic</a>
 */
final class BalancerInlet {
  private static final int INTERVAL_SECONDS = 5;
  private static final int TIMEOUT_SECONDS = 4;
  private static final int HEALTHY_COUNT = 2;
  private static final String DRAINING_SECONDS = "5";

  private final Contribution<WorkloadProperties> to;
  private final Inlets inlets;
  private final Set<String> targetGroups = new HashSet<>();

  private BalancerInlet(Contribution<WorkloadProperties> to, Inlets inlets) {
    this.to = to;
    this.inlets = inlets;
  }

  static void contribute(Contribution<WorkloadProperties> to, WorkloadNames names, Inlets inlets) {
    BalancerInlet inlet = new BalancerInlet(to, inlets);
    to.properties()
        .events(ContainerEvent.FromLoadBalancer.class)
        .forEach(placed -> inlet.addApplication(placed, names));
    to.properties().events(ContainerEvent.FromNetworkLoadBalancer.class).forEach(inlet::addNetwork);
  }

  private void addApplication(
      WorkloadProperties.Placed<ContainerEvent.FromLoadBalancer> placed, WorkloadNames names) {
    ContainerEvent.FromLoadBalancer event = placed.event();
    Resource<LoadBalancerProperties> balancer = ListenerRule.balancer(event.asRule(), to.stack());
    String group =
        TargetGroup.logicalId(
            to.name(), balancer.name(), event.containerPort(), portsBehind(balancer));
    Object[] origin = origin(placed);
    boolean isNew = targetGroups.add(group);
    if (isNew) {
      addTargetGroup(group, event.containerPort(), "HTTP", placed.container(), origin);
      inlets.letIn(event.containerPort(), LoadBalancerNames.securityGroup(balancer.name()));
    }
    if (to.properties().deployment() == null) {
      inlets.waitFor(ListenerRule.add(to, event.asRule(), ListenerRule.forwardTo(group), origin));
      if (isNew) {
        inlets.balance(target(group, placed.container(), event.containerPort()));
      }
      return;
    }
    String other = TrafficShift.otherGroupId(to.name(), balancer.name());
    addTargetGroup(other, event.containerPort(), "HTTP", placed.container(), "deployment");
    Map<String, Object> shifting =
        new Tree()
            .with("TargetGroupArn", Fn.ref(group))
            .with("ContainerName", placed.container().name())
            .with("ContainerPort", event.containerPort())
            .with(
                "AdvancedConfiguration",
                TrafficShift.contribute(to, names, event.asRule(), group, other, origin))
            .build();
    inlets.balance(shifting);
  }

  private Set<Integer> portsBehind(Resource<LoadBalancerProperties> balancer) {
    return to.properties().events(ContainerEvent.FromLoadBalancer.class).stream()
        .map(WorkloadProperties.Placed::event)
        .filter(
            event ->
                ListenerRule.balancer(event.asRule(), to.stack()).name().equals(balancer.name()))
        .map(ContainerEvent.FromLoadBalancer::containerPort)
        .collect(Collectors.toSet());
  }

  private void addNetwork(
      WorkloadProperties.Placed<ContainerEvent.FromNetworkLoadBalancer> placed) {
    ContainerEvent.FromNetworkLoadBalancer event = placed.event();
    String balancer =
        to.stack()
            .find(event.loadBalancerName(), NetworkLoadBalancerProperties.class)
            .map(Resource::name)
            .orElseThrow(() -> new IllegalStateException(to.name() + " has not been checked"));
    String group =
        TargetGroup.logicalId(
            to.name(),
            balancer,
            event.containerPort(),
            NetworkLoadBalancerType.portsBehind(to.properties(), balancer, to.stack()));
    inlets.waitFor(LoadBalancerNames.listenerId(balancer, event.listenerPort()));
    if (targetGroups.add(group)) {
      addTargetGroup(group, event.containerPort(), "TCP", placed.container(), origin(placed));
      inlets.letIn(event.containerPort(), LoadBalancerNames.securityGroup(balancer));
      inlets.balance(target(group, placed.container(), event.containerPort()));
    }
  }

  private static Map<String, Object> target(
      String group, WorkloadContainer container, int containerPort) {
    return new Tree()
        .with("TargetGroupArn", Fn.ref(group))
        .with("ContainerName", container.name())
        .with("ContainerPort", containerPort)
        .build();
  }

  private Object[] origin(WorkloadProperties.Placed<?> placed) {
    return ContainerPlace.of(to.resource(), placed.containerIndex(), "events", placed.eventIndex());
  }

  private void addTargetGroup(
      String id, int port, String protocol, WorkloadContainer container, Object... origin) {
    LoadBalancerHealthCheck check = container.loadBalancerHealthCheck();
    String checkProtocol = protocol(check, protocol);
    to.add(
        id,
        CfnResource.of(
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            new Tree()
                .with("Port", port)
                .with("Protocol", protocol)
                .with("TargetType", to.properties().hasMachines() ? "instance" : "ip")
                .with("VpcId", StackNetwork.of(to.stack()).vpcId())
                .with("HealthCheckProtocol", checkProtocol)
                .with("HealthCheckPath", checkProtocol.equals("HTTP") ? path(check) : null)
                .with("HealthCheckPort", checkPort(check))
                .with(
                    "HealthCheckIntervalSeconds",
                    check == null || check.healthcheckInterval() == null
                        ? INTERVAL_SECONDS
                        : check.healthcheckInterval())
                .with(
                    "HealthCheckTimeoutSeconds",
                    check == null || check.healthcheckTimeout() == null
                        ? TIMEOUT_SECONDS
                        : check.healthcheckTimeout())
                .with("HealthyThresholdCount", HEALTHY_COUNT)
                .with(
                    "TargetGroupAttributes",
                    List.of(
                        new Tree()
                            .with("Key", "deregistration_delay.timeout_seconds")
                            .with("Value", DRAINING_SECONDS)
                            .build()))
                .build()),
        origin);
  }

  private static String protocol(@Nullable LoadBalancerHealthCheck check, String traffic) {
    if (check == null || check.healthCheckProtocol() == null) {
      return traffic;
    }
    return Tree.textOf(check.healthCheckProtocol());
  }

  private static String path(@Nullable LoadBalancerHealthCheck check) {
    return check == null || check.healthcheckPath() == null ? "/" : check.healthcheckPath();
  }

  private static String checkPort(@Nullable LoadBalancerHealthCheck check) {
    return check == null || check.healthCheckPort() == null
        ? "traffic-port"
        : String.valueOf(check.healthCheckPort());
  }
}

package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import dev.stacktape.resource.event.BalancedWorkload;
import dev.stacktape.resource.event.RoutedWorkload;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.loadbalancer.ForwardedPorts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("One or more containers that run side by side and share network and life.")
public record WorkloadProperties(
    @Doc("The containers.") @Required List<WorkloadContainer> containers,
    @Doc("What all containers together can use.") ContainerResources resources,
    @Doc("How many copies of the workload run.") @Nullable Scaling scaling,
    @Doc("Moves traffic to a new version step by step; needs exactly one load balancer event.")
        @Nullable BlueGreenDeployment deployment,
    @Doc(value = "Lets you open a shell in a running container.", defaultValue = "false")
        @Nullable Boolean enableRemoteSessions,
    @Doc(
            value = "Runs it in subnets that the internet cannot reach; NAT gateways cost money.",
            defaultValue = "false")
        @Nullable Boolean usePrivateSubnetsWithNAT,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for its role.") List<RoleStatement> iamRoleStatements)
    implements RoutedWorkload, BalancedWorkload, ForwardedPorts {

  /** An event of one of the containers. */
  record Placed<E extends ContainerEvent>(
      E event, WorkloadContainer container, int containerIndex, int eventIndex) {

    List<Object> path() {
      return List.of("containers", containerIndex, "events", eventIndex);
    }
  }

  /** The events of one kind, of all containers, in the order of the config. */
  <E extends ContainerEvent> List<Placed<E>> events(Class<E> kind) {
    List<Placed<E>> found = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      List<ContainerEvent> events = containers.get(i).events();
      for (int j = 0; j < events.size(); j++) {
        if (kind.isInstance(events.get(j))) {
          found.add(new Placed<>(kind.cast(events.get(j)), containers.get(i), i, j));
        }
      }
    }
    return found;
  }

  /** Whether it runs on machines of its own instead of on Fargate. */
  boolean hasMachines() {
    return !resources.instanceTypes().isEmpty();
  }

  /** Whether the new version is called by a function before it gets traffic. */
  boolean isTested() {
    return deployment != null && deployment.beforeAllowTrafficFunction() != null;
  }

  @Override
  public List<Routed> routes() {
    return events(ContainerEvent.FromHttpApi.class).stream()
        .map(placed -> new Routed(placed.event().asRoute(), placed.path()))
        .toList();
  }

  @Override
  public boolean isInNetwork() {
    return true;
  }

  @Override
  public List<Balanced> balanced() {
    return events(ContainerEvent.FromLoadBalancer.class).stream()
        .map(
            placed ->
                new Balanced(
                    placed.event().asRule(),
                    placed.path(),
                    isTested(),
                    placed.event().containerPort()))
        .toList();
  }

  @Override
  public List<Forwarded> forwarded() {
    return events(ContainerEvent.FromNetworkLoadBalancer.class).stream()
        .map(
            placed ->
                new Forwarded(
                    placed.event().loadBalancerName(),
                    placed.event().listenerPort(),
                    placed.event().containerPort(),
                    placed.path()))
        .toList();
  }
}

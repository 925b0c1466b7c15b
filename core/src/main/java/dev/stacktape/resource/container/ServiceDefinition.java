package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ECS service that keeps the copies of a workload running.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html">AWS::ECS::Service</a>
 */
final class ServiceDefinition {
  /** A program that still starts does not answer health checks, and would be stopped for that. */
  private static final int GRACE_SECONDS = 60;

  private ServiceDefinition() {}

  static void contribute(
      Contribution<WorkloadProperties> to,
      WorkloadNames names,
      Inlets inlets,
      @Nullable Tree serviceConnect) {
    WorkloadProperties workload = to.properties();
    boolean hasMachines = workload.hasMachines();
    NetworkNeed need = to.resource().type().network(to.resource());
    CfnResource service =
        CfnResource.of(
            "AWS::ECS::Service",
            new Tree()
                .with("Cluster", Fn.ref(names.clusterId()))
                .with("TaskDefinition", Fn.ref(names.taskDefinitionId()))
                .with("LaunchType", hasMachines ? null : "FARGATE")
                .with("PlatformVersion", hasMachines ? null : "LATEST")
                .with("CapacityProviderStrategy", hasMachines ? Machines.strategy(names) : null)
                .with("NetworkConfiguration", hasMachines ? null : network(to, names, need))
                .with("DeploymentConfiguration", deployment(to, names))
                .with("LoadBalancers", inlets.loadBalancers())
                .with(
                    "HealthCheckGracePeriodSeconds",
                    inlets.loadBalancers().isEmpty() ? null : GRACE_SECONDS)
                .with("ServiceRegistries", inlets.registries())
                .with("ServiceConnectConfiguration", serviceConnect)
                .with(
                    "EnableExecuteCommand",
                    Boolean.TRUE.equals(workload.enableRemoteSessions()) ? true : null)
                .with("EnableECSManagedTags", true)
                .with("PropagateTags", "SERVICE")
                .build());
    for (String id : inlets.waitsFor()) {
      service = service.dependsOn(id);
    }
    if (hasMachines) {
      service = service.dependsOn(Machines.associationId(names));
    } else {
      for (String route : StackNetwork.of(to.stack()).wayOut(need)) {
        service = service.dependsOn(route);
      }
    }
    to.add(names.serviceId(), service);
  }

  private static Tree network(
      Contribution<WorkloadProperties> to, WorkloadNames names, NetworkNeed need) {
    return new Tree()
        .with(
            "AwsvpcConfiguration",
            new Tree()
                .with(
                    "AssignPublicIp", need == NetworkNeed.PRIVATE_SUBNETS ? "DISABLED" : "ENABLED")
                .with("Subnets", StackNetwork.of(to.stack()).subnets(need))
                .with("SecurityGroups", List.of(names.securityGroup())));
  }

  private static Tree deployment(Contribution<WorkloadProperties> to, WorkloadNames names) {
    Tree shifting = TrafficShift.configuration(to.properties(), names, to.stack());
    if (shifting != null) {
      // The circuit breaker is for deployments that replace copies in place only.
      return shifting;
    }
    return new Tree()
        .with("MaximumPercent", 200)
        .with("MinimumHealthyPercent", 100)
        .with("DeploymentCircuitBreaker", new Tree().with("Enable", true).with("Rollback", true));
  }
}

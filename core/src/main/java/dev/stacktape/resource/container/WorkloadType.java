package dev.stacktape.resource.container;

import dev.stacktape.resource.Access;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.network.Ingress;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code multi-container-workload}: containers that ECS keeps running, in a cluster, with a role, a
 * security group and log groups of their own, and what their events need. Services of all kinds
 * consist of one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html">Amazon
 *     ECS services</a>
 */
public final class WorkloadType implements ResourceType<WorkloadProperties> {
  @Override
  public String word() {
    return "multi-container-workload";
  }

  @Override
  public Class<WorkloadProperties> propertiesType() {
    return WorkloadProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<WorkloadProperties> workload) {
    return Boolean.TRUE.equals(workload.properties().usePrivateSubnetsWithNAT())
        ? NetworkNeed.PRIVATE_SUBNETS
        : NetworkNeed.PUBLIC_SUBNETS;
  }

  @Override
  public Params params(Resource<WorkloadProperties> workload, StackView stack) {
    List<WorkloadContainer> logging =
        workload.properties().containers().stream()
            .filter(container -> ContainerLogs.areKept(container.logging()))
            .toList();
    if (logging.size() != 1) {
      return Params.none()
          .without(
              "logGroupArn",
              logging.isEmpty() ? "its logs are disabled" : "each container has a log group");
    }
    String id = new WorkloadNames(workload.name(), stack).logGroupId(logging.get(0).name());
    return Params.none().with("logGroupArn", Fn.getAtt(id, "Arn"));
  }

  @Override
  public Optional<Access> access(Resource<WorkloadProperties> workload, StackView stack) {
    WorkloadNames names = new WorkloadNames(workload.name(), stack);
    Statement list =
        new Statement(
            null,
            "Allow",
            List.of("ecs:ListServices"),
            List.of("*"),
            Map.of("ArnEquals", Map.of("ecs:cluster", names.clusterArn())));
    return Optional.of(
        new Access(
            List.of(
                Statement.allow(
                    List.of("ecs:DescribeServices", "ecs:UpdateService"), names.serviceArns()),
                list),
            params(workload, stack).values()));
  }

  @Override
  public void check(Inspection<WorkloadProperties> inspection) {
    new WorkloadNames(inspection.resource().name(), inspection.stack()).check(inspection);
    new WorkloadChecks(inspection).check();
  }

  @Override
  public void checkSupport(Inspection<WorkloadProperties> inspection) {
    WorkloadSupport.check(inspection);
  }

  @Override
  public void contribute(Contribution<WorkloadProperties> to) {
    WorkloadNames names = new WorkloadNames(to.name(), to.stack());
    Connections connections = Connections.of(to.properties().connectTo(), to.stack());
    Inlets inlets = new Inlets(to.properties().hasMachines());
    StackNetwork.of(to.stack()).contribute(to);
    to.add(
        names.clusterId(),
        CfnResource.of(
            "AWS::ECS::Cluster", new Tree().with("ClusterName", names.clusterName()).build()));
    connections.contributeSecrets(to);
    ContainerLogs.contribute(to, names);
    to.add(names.roleId(), TaskRole.of(to, names, connections));
    HttpApiInlet.contribute(to, names, inlets);
    BalancerInlet.contribute(to, names, inlets);
    ServiceConnect.letOthersIn(to, names, inlets);
    addSecurityGroup(to, names, inlets);
    Ingress.open(to, connections, names.securityGroup());
    ContainerVolumes volumes = ContainerVolumes.contribute(to, names, inlets);
    new TaskDefinition(to, names, connections, volumes).contribute();
    if (to.properties().hasMachines()) {
      new Machines(to, names).contribute();
    }
    ServiceDefinition.contribute(to, names, inlets, ServiceConnect.configuration(to, inlets));
    ServiceScaling.contribute(to, names);
  }

  private static void addSecurityGroup(
      Contribution<WorkloadProperties> to, WorkloadNames names, Inlets inlets) {
    to.add(
        names.securityGroupId(),
        CfnResource.of(
            "AWS::EC2::SecurityGroup",
            new Tree()
                .with("GroupName", names.securityGroupName())
                .with(
                    "GroupDescription",
                    "Security group associated with %s in stack %s"
                        .formatted(to.name(), to.stack().target().stackName()))
                .with("VpcId", StackNetwork.of(to.stack()).vpcId())
                .with("SecurityGroupIngress", inlets.ingress())
                .build()));
  }
}

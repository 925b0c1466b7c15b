package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The EC2 machines of a workload: as many as its containers need. A machine takes AWS's image for
 * ECS as it is on the day of its start, and is replaced after two weeks, so that none grows old.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html">Capacity
 *     providers for EC2</a>
 */
final class Machines {
  private static final String ROLE = LogicalId.of("Stp", "EcsInstanceRole");
  private static final String PROFILE = LogicalId.of("Stp", "EcsInstanceInstanceProfile");
  private static final String IMAGE =
      "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/%srecommended/image_id";
  private static final int LIFETIME_SECONDS = 14 * 24 * 60 * 60;
  private static final int NAME_LIMIT = 126;
  private static final List<String> RESERVED = List.of("aws", "ecs", "fargate");

  private final Contribution<WorkloadProperties> to;
  private final WorkloadNames names;
  private final List<String> types;

  Machines(Contribution<WorkloadProperties> to, WorkloadNames names) {
    this.to = to;
    this.names = names;
    this.types = to.properties().resources().instanceTypes();
  }

  static String architecture(String type) {
    return MachineType.architecture(type);
  }

  /**
   * What all containers of a copy can use, in MB: what the config says, or what a machine of the
   * smallest kind has left beside the system.
   */
  static int memory(ContainerResources resources) {
    if (resources.memory() != null) {
      return resources.memory();
    }
    return resources.instanceTypes().stream()
        .mapToInt(type -> free(MachineType.memory(type).orElseThrow()))
        .min()
        .orElseThrow(() -> new IllegalStateException("the workload has not been checked"));
  }

  /** What the system needs grows with the machine, but ever slower. */
  static int free(int memory) {
    int gb = 1024;
    if (memory > 128 * gb) {
      return memory - memory / 20;
    }
    return memory > 16 * gb ? memory - memory / 10 : memory - Math.max(128, memory * 15 / 100);
  }

  void contribute() {
    shareRole(to, ROLE, PROFILE);
    to.add(names.part("LaunchTemplate"), launchTemplate(), "resources");
    to.add(names.part("AutoScalingGroup"), group(), "resources", "instanceTypes");
    to.add(
        names.part("CapacityProvider"),
        CfnResource.of(
            "AWS::ECS::CapacityProvider",
            new Tree()
                .with("Name", capacityProviderName())
                .with(
                    "AutoScalingGroupProvider",
                    new Tree()
                        .with("AutoScalingGroupArn", Fn.ref(names.part("AutoScalingGroup")))
                        .with(
                            "ManagedScaling",
                            new Tree().with("Status", "ENABLED").with("TargetCapacity", 100))
                        // Protected machines could not be deleted together with the stack.
                        .with("ManagedTerminationProtection", "DISABLED")
                        .with("ManagedDraining", "ENABLED"))
                .build()),
        "resources");
    to.add(
        associationId(names),
        CfnResource.of(
            "AWS::ECS::ClusterCapacityProviderAssociations",
            new Tree()
                .with("Cluster", Fn.ref(names.clusterId()))
                .with("CapacityProviders", List.of(Fn.ref(names.part("CapacityProvider"))))
                .with("DefaultCapacityProviderStrategy", strategy(names))
                .build()),
        "resources");
    if (Boolean.TRUE.equals(to.properties().resources().enableWarmPool())) {
      to.add(
          names.part("WarmPool"),
          CfnResource.of(
              "AWS::AutoScaling::WarmPool",
              new Tree()
                  .with("AutoScalingGroupName", Fn.ref(names.part("AutoScalingGroup")))
                  .with("PoolState", "Stopped")
                  .with("InstanceReusePolicy", Map.of("ReuseOnScaleIn", true))
                  .build()),
          "resources",
          "enableWarmPool");
    }
  }

  /** Named by CloudFormation after the stack, unless AWS keeps names that begin like that. */
  private @Nullable String capacityProviderName() {
    String stackName = to.stack().target().stackName();
    return RESERVED.stream().anyMatch(stackName::startsWith)
        ? "cp-" + names.fitted("machines", NAME_LIMIT)
        : null;
  }

  static String associationId(WorkloadNames names) {
    return names.part("ClusterCapacityProviderAssociations");
  }

  static List<Map<String, Object>> strategy(WorkloadNames names) {
    return List.of(
        new Tree()
            .with("CapacityProvider", Fn.ref(names.part("CapacityProvider")))
            .with("Weight", 1)
            .build());
  }

  /** What a machine of ECS must be allowed, as AWS keeps it up to date. */
  private static Object managedPolicy() {
    return Fn.sub(
        "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role");
  }

  /** A role for machines of ECS, and the instance profile that hands it to them. */
  static void shareRole(Contribution<?> to, String role, String profile) {
    to.share(
        role,
        CfnResource.of(
            "AWS::IAM::Role",
            new Tree()
                .with(
                    "AssumeRolePolicyDocument",
                    Statement.document(List.of(TaskRole.assumedBy("ec2.amazonaws.com"))))
                .with("ManagedPolicyArns", List.of(managedPolicy()))
                .build()));
    to.share(
        profile,
        CfnResource.of(
            "AWS::IAM::InstanceProfile", new Tree().with("Roles", List.of(Fn.ref(role))).build()));
  }

  private CfnResource launchTemplate() {
    return CfnResource.of(
        "AWS::EC2::LaunchTemplate",
        new Tree()
            .with(
                "LaunchTemplateData",
                new Tree()
                    .with("ImageId", IMAGE.formatted(imageKind()))
                    .with("InstanceType", types.size() == 1 ? types.get(0) : null)
                    .with("IamInstanceProfile", Map.of("Arn", Fn.getAtt(PROFILE, "Arn")))
                    .with("SecurityGroupIds", List.of(names.securityGroup()))
                    // One hop: containers get roles of their own, not that of the machine.
                    .with(
                        "MetadataOptions",
                        new Tree()
                            .with("HttpTokens", "required")
                            .with("HttpPutResponseHopLimit", 1))
                    .with("UserData", userData())
                    .with(
                        "TagSpecifications",
                        List.of(
                            new Tree()
                                .with("ResourceType", "instance")
                                .with("Tags", to.stack().tags().toList())
                                .build())))
            .build());
  }

  private String imageKind() {
    if (MachineType.hasGpu(types.get(0))) {
      return "gpu/";
    }
    return MachineType.architecture(types.get(0)).equals("arm64") ? "arm64/" : "";
  }

  private String userData() {
    StringBuilder script = new StringBuilder("#!/bin/bash\n");
    script.append("echo ECS_CLUSTER=%s >> /etc/ecs/ecs.config\n".formatted(names.clusterName()));
    if (Boolean.TRUE.equals(to.properties().resources().enableWarmPool())) {
      script.append("echo ECS_WARM_POOLS_CHECK=true >> /etc/ecs/ecs.config\n");
    }
    return Base64.getEncoder().encodeToString(script.toString().getBytes(StandardCharsets.UTF_8));
  }

  private CfnResource group() {
    NetworkNeed need = to.resource().type().network(to.resource());
    StackNetwork network = StackNetwork.of(to.stack());
    // While a version replaces another one, there are twice as many copies.
    int max = 2 * ServiceScaling.max(to.properties().scaling());
    CfnResource group =
        CfnResource.of(
            "AWS::AutoScaling::AutoScalingGroup",
            new Tree()
                .with("AutoScalingGroupName", names.fitted("asg", NAME_LIMIT))
                .with("MinSize", "0")
                .with("MaxSize", String.valueOf(max))
                .with("MaxInstanceLifetime", LIFETIME_SECONDS)
                .with("VPCZoneIdentifier", network.subnets(need))
                .with("LaunchTemplate", types.size() == 1 ? template() : null)
                .with("MixedInstancesPolicy", types.size() == 1 ? null : mixed())
                .with("Tags", tags())
                .build());
    for (String route : network.wayOut(need)) {
      group = group.dependsOn(route);
    }
    return group;
  }

  private Map<String, Object> template() {
    String id = names.part("LaunchTemplate");
    return new Tree()
        .with("LaunchTemplateId", Fn.ref(id))
        .with("Version", Fn.getAtt(id, "LatestVersionNumber"))
        .build();
  }

  private Tree mixed() {
    return new Tree()
        .with(
            "LaunchTemplate",
            new Tree()
                .with("LaunchTemplateSpecification", template())
                .with(
                    "Overrides", types.stream().map(type -> Map.of("InstanceType", type)).toList()))
        .with(
            "InstancesDistribution",
            new Tree()
                .with("OnDemandAllocationStrategy", "prioritized")
                .with("OnDemandPercentageAboveBaseCapacity", 100));
  }

  private List<Map<String, Object>> tags() {
    List<Map<String, Object>> tags = new ArrayList<>();
    // ECS marks the group as one that it scales; without this the next update would undo it.
    tags.add(tag("AmazonECSManaged", "true"));
    to.stack().tags().byKey().forEach((key, value) -> tags.add(tag(key, value)));
    return tags;
  }

  private static Map<String, Object> tag(String key, String value) {
    return new Tree()
        .with("Key", key)
        .with("Value", Objects.requireNonNull(value))
        .with("PropagateAtLaunch", true)
        .build();
  }
}

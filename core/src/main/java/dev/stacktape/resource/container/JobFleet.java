package dev.stacktape.resource.container;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Reach;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.Ingress;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/**
 * The machines that batch jobs run on: none while there is nothing to do. All jobs of a stack that
 * want the same kind share them. AWS Batch works with a role of its own, so none is given.
 *
 * @param isSpot whether they are spare machines, which can be taken away
 * @param hasGpu whether they have graphics processors
 * @see <a
 *     href="https://docs.aws.amazon.com/batch/latest/userguide/compute_environments.html">Compute
 *     environments</a>
 */
record JobFleet(boolean isSpot, boolean hasGpu) {
  private static final String INSTANCE = "BatchInstance";
  private static final String ROLE = LogicalId.of("Stp", INSTANCE, "Role");
  private static final String PROFILE = LogicalId.of("Stp", INSTANCE, "InstanceProfile");
  private static final String SECURITY_GROUP = LogicalId.of("Stp", INSTANCE, "SecurityGroup");
  private static final String LAUNCH_TEMPLATE = LogicalId.of("Stp", INSTANCE, "LaunchTemplate");
  private static final int MAX_CPUS = 256;
  private static final int NAME_LIMIT = 128;

  static JobFleet of(JobProperties job) {
    return new JobFleet(Boolean.TRUE.equals(job.useSpotInstances()), gpus(job) > 0);
  }

  static int gpus(JobProperties job) {
    return job.resources().gpu() == null ? 0 : job.resources().gpu();
  }

  private String kind() {
    return (isSpot ? "spot" : "on-demand") + "-" + (hasGpu ? "gpu" : "cpu");
  }

  private String id(String part) {
    return LogicalId.of("StpBatch", kind(), part);
  }

  private String name(StackView stack, String part) {
    return PhysicalName.fit(
        String.join("-", stack.target().stackName(), "batch", kind(), part), NAME_LIMIT);
  }

  /** The queue that jobs wait in, a template value. */
  Map<String, Object> queue() {
    return Fn.ref(id("JobQueue"));
  }

  /** Its ARN put together, for those that do not wait for it. */
  Map<String, Object> queueArn(StackView stack) {
    return JobNames.arn("batch", "job-queue/" + name(stack, "job-queue"));
  }

  private static Map<String, Object> securityGroup() {
    return Fn.getAtt(SECURITY_GROUP, "GroupId");
  }

  /** Lets the machines in to what a job is connected to; jobs that share machines share that. */
  static void letIn(Contribution<?> to, Connections connections) {
    connections
        .doors()
        .forEach(
            (target, doors) -> {
              for (int i = 0; i < doors.size(); i++) {
                Reach.Door door = doors.get(i);
                to.share(
                    LogicalId.of("StpBatch", target, "Door" + i, "SecurityGroupIngress"),
                    Ingress.rule("batch jobs", door, securityGroup()));
              }
            });
  }

  void contribute(Contribution<?> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    addMachines(to, network);
    CfnResource environment =
        CfnResource.of(
            "AWS::Batch::ComputeEnvironment",
            new Tree()
                .with("ComputeEnvironmentName", name(to.stack(), "compute-environment"))
                .with("Type", "MANAGED")
                // With a new one in its place AWS could not keep the name.
                .with("ReplaceComputeEnvironment", false)
                .with("ComputeResources", resources(network))
                .with("Tags", to.stack().tags().byKey())
                .build());
    for (String route : network.wayOut(NetworkNeed.PUBLIC_SUBNETS)) {
      environment = environment.dependsOn(route);
    }
    to.share(id("ComputeEnvironment"), environment);
    to.share(
        id("JobQueue"),
        CfnResource.of(
            "AWS::Batch::JobQueue",
            new Tree()
                .with("JobQueueName", name(to.stack(), "job-queue"))
                .with("Priority", 1)
                .with(
                    "ComputeEnvironmentOrder",
                    List.of(
                        new Tree()
                            .with("Order", 1)
                            .with("ComputeEnvironment", Fn.ref(id("ComputeEnvironment")))
                            .build()))
                .with("Tags", to.stack().tags().byKey())
                .build()));
  }

  private Tree resources(StackNetwork network) {
    return new Tree()
        .with("Type", isSpot ? "SPOT" : "EC2")
        .with(
            "AllocationStrategy", isSpot ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE")
        .with("InstanceTypes", hasGpu ? List.of("g4dn", "g5", "g6") : List.of("optimal"))
        .with("MinvCpus", 0)
        .with("MaxvCpus", MAX_CPUS)
        .with("InstanceRole", Fn.getAtt(PROFILE, "Arn"))
        .with("SecurityGroupIds", List.of(securityGroup()))
        .with("Subnets", network.subnets(NetworkNeed.PUBLIC_SUBNETS))
        .with(
            "Ec2Configuration",
            List.of(Map.of("ImageType", hasGpu ? "ECS_AL2023_NVIDIA" : "ECS_AL2023")))
        .with(
            "LaunchTemplate",
            new Tree()
                .with("LaunchTemplateId", Fn.ref(LAUNCH_TEMPLATE))
                .with("Version", Fn.getAtt(LAUNCH_TEMPLATE, "LatestVersionNumber")))
        .with("UpdateToLatestImageVersion", true);
  }

  private static void addMachines(Contribution<?> to, StackNetwork network) {
    String stackName = to.stack().target().stackName();
    Machines.shareRole(to, ROLE, PROFILE);
    to.share(
        SECURITY_GROUP,
        CfnResource.of(
            "AWS::EC2::SecurityGroup",
            new Tree()
                .with("GroupDescription", "Machines of the batch jobs of stack " + stackName)
                .with("VpcId", network.vpcId())
                .with("Tags", to.stack().tags().toList())
                .build()));
    to.share(
        LAUNCH_TEMPLATE,
        CfnResource.of(
            "AWS::EC2::LaunchTemplate",
            new Tree()
                .with(
                    "LaunchTemplateName",
                    PhysicalName.fit(stackName + "-batch-instance-launch-template", NAME_LIMIT))
                .with(
                    "LaunchTemplateData",
                    new Tree()
                        .with(
                            "MetadataOptions",
                            new Tree()
                                .with("HttpTokens", "required")
                                .with("HttpPutResponseHopLimit", 1))
                        .with(
                            "TagSpecifications",
                            List.of(
                                new Tree()
                                    .with("ResourceType", "instance")
                                    .with("Tags", to.stack().tags().toList())
                                    .build())))
                .build()));
  }
}

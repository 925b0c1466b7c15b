package dev.stacktape.resource.network;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code bastion}: a small machine that people reach through AWS Systems Manager. No port is open,
 * and there is no key to lose.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html">Session
 *     Manager</a>
 */
public final class BastionType implements ResourceType<BastionProperties> {
  private static final String DEFAULT_SIZE = "t3.micro";
  private static final int GROUP_LIMIT = 126;
  private static final int SECURITY_GROUP_LIMIT = 255;

  /** Kinds of machines with an ARM processor of AWS have a g behind the number. */
  private static final Pattern ARM = Pattern.compile("[a-z]+\\d+g[a-z]*\\..*");

  /** AWS keeps the id of the newest image there, and machines look it up when they start. */
  private static final String IMAGE =
      "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

  @Override
  public String word() {
    return "bastion";
  }

  @Override
  public Class<BastionProperties> propertiesType() {
    return BastionProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<BastionProperties> bastion) {
    return NetworkNeed.PUBLIC_SUBNETS;
  }

  @Override
  public Params params(Resource<BastionProperties> bastion, StackView stack) {
    return Params.none();
  }

  private static String id(Contribution<?> to, String type) {
    return LogicalId.of(to.name(), type);
  }

  @Override
  public void contribute(Contribution<BastionProperties> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    BastionLogs.contribute(to);
    to.add(id(to, "SecurityGroup"), securityGroup(to, network));
    to.add(id(to, "Role"), role(to));
    to.add(
        id(to, "InstanceProfile"),
        CfnResource.of(
            "AWS::IAM::InstanceProfile", Map.of("Roles", List.of(Fn.ref(id(to, "Role"))))));
    to.add(id(to, "LaunchTemplate"), launchTemplate(to));
    to.add(id(to, "AutoScalingGroup"), group(to, network));
    to.add(
        id(to, "SsmAgentAssociation"),
        CfnResource.of(
            "AWS::SSM::Association",
            new Tree()
                .with("AssociationName", groupName(to) + "-ssm-agent")
                .with("Name", "AWS-UpdateSSMAgent")
                .with("ScheduleExpression", "rate(7 days)")
                .with(
                    "Targets",
                    List.of(
                        new Tree()
                            .with("Key", "tag:aws:autoscaling:groupName")
                            .with("Values", List.of(groupName(to)))
                            .build()))
                .build()));
    to.output("autoScalingGroup", Fn.ref(id(to, "AutoScalingGroup")), "Group of " + to.name());
  }

  private static String fullName(Contribution<?> to) {
    return to.stack().target().stackName() + "-" + to.name();
  }

  private static String groupName(Contribution<?> to) {
    return PhysicalName.fit(fullName(to) + "-asg", GROUP_LIMIT);
  }

  private static CfnResource securityGroup(Contribution<?> to, StackNetwork network) {
    return CfnResource.of(
        "AWS::EC2::SecurityGroup",
        new Tree()
            .with("GroupName", PhysicalName.fit(fullName(to) + "-bastion-sg", SECURITY_GROUP_LIMIT))
            .with("GroupDescription", "Bastion " + fullName(to))
            .with("VpcId", network.vpcId())
            .with("Tags", to.stack().tags().toList())
            .build());
  }

  private static CfnResource role(Contribution<BastionProperties> to) {
    List<Object> policies = new ArrayList<>();
    List<Object> groups = BastionLogs.groupArns(to);
    if (!groups.isEmpty()) {
      policies.add(
          Statement.inlinePolicy(
              "write-logs",
              List.of(
                  Statement.allow(
                      List.of(
                          "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                      groups.toArray()))));
    }
    return CfnResource.of(
        "AWS::IAM::Role",
        new Tree()
            .with(
                "AssumeRolePolicyDocument",
                Statement.document(
                    List.of(
                        new Tree()
                            .with("Effect", "Allow")
                            .with("Principal", Map.of("Service", "ec2.amazonaws.com"))
                            .with("Action", "sts:AssumeRole")
                            .build())))
            .with(
                "ManagedPolicyArns",
                List.of(
                    Fn.sub("arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore")))
            .with("Policies", policies)
            .with("Tags", to.stack().tags().toList())
            .build());
  }

  private static CfnResource launchTemplate(Contribution<BastionProperties> to) {
    String given = to.properties().instanceSize();
    String size = given == null ? DEFAULT_SIZE : given;
    Tree data =
        new Tree()
            .with("ImageId", IMAGE + (ARM.matcher(size).matches() ? "arm64" : "x86_64"))
            .with("InstanceType", size)
            .with("IamInstanceProfile", Map.of("Arn", Fn.getAtt(id(to, "InstanceProfile"), "Arn")))
            .with("MetadataOptions", Map.of("HttpTokens", "required"))
            .with(
                "NetworkInterfaces",
                List.of(
                    new Tree()
                        .with("DeviceIndex", 0)
                        .with("AssociatePublicIpAddress", true)
                        .with("Groups", List.of(Fn.getAtt(id(to, "SecurityGroup"), "GroupId")))
                        .build()))
            .with("UserData", Map.of("Fn::Base64", BastionLogs.startScript(to)))
            .with(
                "TagSpecifications",
                List.of(
                    new Tree().with("ResourceType", "instance").with("Tags", named(to)).build()));
    return CfnResource.of(
        "AWS::EC2::LaunchTemplate", new Tree().with("LaunchTemplateData", data).build());
  }

  private static List<Object> named(Contribution<?> to) {
    List<Object> tags = new ArrayList<>();
    tags.add(new Tree().with("Key", "Name").with("Value", fullName(to)).build());
    tags.addAll(to.stack().tags().toList());
    return tags;
  }

  /** A group of one, which puts a new machine in the place of one that fails. */
  private static CfnResource group(Contribution<BastionProperties> to, StackNetwork network) {
    CfnResource group =
        CfnResource.of(
                "AWS::AutoScaling::AutoScalingGroup",
                new Tree()
                    .with("AutoScalingGroupName", groupName(to))
                    .with("MinSize", "1")
                    .with("MaxSize", "1")
                    .with("DesiredCapacity", "1")
                    .with("VPCZoneIdentifier", network.subnets(NetworkNeed.PUBLIC_SUBNETS))
                    .with(
                        "LaunchTemplate",
                        new Tree()
                            .with("LaunchTemplateId", Fn.ref(id(to, "LaunchTemplate")))
                            .with(
                                "Version",
                                Fn.getAtt(id(to, "LaunchTemplate"), "LatestVersionNumber")))
                    .with("Tags", propagated(to))
                    .build())
            .withAttribute(
                "UpdatePolicy",
                Map.of(
                    "AutoScalingRollingUpdate",
                    new Tree().with("MinInstancesInService", 0).with("MaxBatchSize", 1).build()));
    for (String id : network.wayOut(NetworkNeed.PUBLIC_SUBNETS)) {
      group = group.dependsOn(id);
    }
    return group;
  }

  private static List<Object> propagated(Contribution<?> to) {
    return to.stack().tags().byKey().entrySet().stream()
        .<Object>map(
            tag ->
                new Tree()
                    .with("Key", tag.getKey())
                    .with("Value", tag.getValue())
                    .with("PropagateAtLaunch", false)
                    .build())
        .toList();
  }
}

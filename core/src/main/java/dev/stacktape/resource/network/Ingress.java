package dev.stacktape.resource.network;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Reach;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;

/**
 * Opens the security groups of resources for a workload that is connected to them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html">AWS::EC2::SecurityGroupIngress</a>
 */
public final class Ingress {
  private Ingress() {}

  /**
   * Lets the workload in to all it is connected to.
   *
   * @param securityGroupId that of the workload, a template value
   */
  public static void open(Contribution<?> to, Connections connections, Object securityGroupId) {
    connections
        .doors()
        .forEach(
            (target, doors) -> {
              for (int i = 0; i < doors.size(); i++) {
                String suffix = doors.size() == 1 ? "" : String.valueOf(i);
                to.add(
                    LogicalId.of(to.name(), target, "SecurityGroupIngress" + suffix),
                    rule(to.name(), doors.get(i), securityGroupId),
                    "connectTo");
              }
            });
  }

  /** A rule that lets those with one security group in through a door. */
  public static CfnResource rule(String who, Reach.Door door, Object sourceSecurityGroupId) {
    return CfnResource.of(
        "AWS::EC2::SecurityGroupIngress",
        new Tree()
            .with("Description", "From " + who)
            .with("GroupId", door.securityGroupId())
            .with("SourceSecurityGroupId", sourceSecurityGroupId)
            .with("IpProtocol", "tcp")
            .with("FromPort", door.port())
            .with("ToPort", door.port())
            .build());
  }
}

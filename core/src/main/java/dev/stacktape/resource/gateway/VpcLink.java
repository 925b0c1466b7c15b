package dev.stacktape.resource.gateway;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.RoutedWorkload;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/**
 * The way of an HTTP API into the network of the stack. It only sends, so nothing is let into its
 * security group; the workloads let that group in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html">VPC
 *     links</a>
 */
public final class VpcLink {
  private static final int NAME_LIMIT = 128;
  private static final int GROUP_NAME_LIMIT = 255;

  private VpcLink() {}

  /** The logical id of the link of a gateway. */
  public static String logicalId(String gateway) {
    return LogicalId.of(gateway, "VpcLink");
  }

  /** The id of the security group that its traffic comes out of. */
  public static Map<String, Object> securityGroup(String gateway) {
    return Fn.getAtt(securityGroupId(gateway), "GroupId");
  }

  private static String securityGroupId(String gateway) {
    return LogicalId.of(gateway, "VpcLinkSecurityGroup");
  }

  /** Adds the link if a route leads into the network. */
  static void contribute(Contribution<HttpApiProperties> to) {
    boolean isNeeded =
        HttpApiRoute.of(to.name(), to.stack()).stream()
            .map(route -> route.workload().properties())
            .anyMatch(workload -> workload instanceof RoutedWorkload w && w.isInNetwork());
    if (!isNeeded) {
      return;
    }
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    String stackName = to.stack().target().stackName();
    String name = String.join("-", stackName, to.name(), "vpc-link");
    to.add(
        securityGroupId(to.name()),
        CfnResource.of(
            "AWS::EC2::SecurityGroup",
            new Tree()
                .with("GroupName", PhysicalName.fit(name + "-sg", GROUP_NAME_LIMIT))
                .with(
                    "GroupDescription",
                    "Security group generated for http api vpc link %s in stack %s"
                        .formatted(to.name(), stackName))
                .with("VpcId", network.vpcId())
                .build()));
    to.add(
        logicalId(to.name()),
        CfnResource.of(
            "AWS::ApiGatewayV2::VpcLink",
            new Tree()
                .with("Name", PhysicalName.fit(name, NAME_LIMIT))
                .with("SubnetIds", network.subnets(NetworkNeed.PUBLIC_SUBNETS))
                .with("SecurityGroupIds", List.of(securityGroup(to.name())))
                .with("Tags", to.stack().tags().byKey())
                .build()));
  }
}

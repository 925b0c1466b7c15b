package dev.stacktape.resource.function;

import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.bucket.BucketProperties;
import dev.stacktape.resource.database.TableProperties;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.network.GatewayEndpoint;
import dev.stacktape.resource.network.Ingress;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function in the network of the stack. Its addresses are private, so it reaches what is in there
 * and has no way to the internet.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Functions in a
 *     VPC</a>
 */
final class FunctionNetwork {
  private FunctionNetwork() {}

  static boolean isJoined(FunctionProperties function) {
    return Boolean.TRUE.equals(function.joinDefaultVpc());
  }

  static void contribute(
      Contribution<FunctionProperties> to, FunctionNames names, Connections connections) {
    if (!isJoined(to.properties())) {
      return;
    }
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
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
                .with("VpcId", network.vpcId())
                .with("Tags", to.stack().tags().toList())
                .build()),
        "joinDefaultVpc");
    Ingress.open(to, connections, securityGroup(names));
    if (isConnectedTo(to, BucketProperties.class)) {
      network.contributeGateway(to, GatewayEndpoint.S3);
    }
    if (isConnectedTo(to, TableProperties.class)) {
      network.contributeGateway(to, GatewayEndpoint.DYNAMODB);
    }
  }

  private static boolean isConnectedTo(
      Contribution<FunctionProperties> to, Class<? extends Record> type) {
    return to.properties().connectTo().stream()
        .anyMatch(name -> to.stack().find(name, type).isPresent());
  }

  static Map<String, Object> securityGroup(FunctionNames names) {
    return Fn.getAtt(names.securityGroupId(), "GroupId");
  }

  static @Nullable Tree configuration(Contribution<FunctionProperties> to, FunctionNames names) {
    if (!isJoined(to.properties())) {
      return null;
    }
    return new Tree()
        .with("SecurityGroupIds", List.of(securityGroup(names)))
        .with("SubnetIds", StackNetwork.of(to.stack()).subnets(NetworkNeed.PUBLIC_SUBNETS));
  }

  /**
   * What Lambda does in the role's name to bring the function into the network. Looking is not
   * possible for some resources only; everything else keeps to the region and account.
   */
  static List<Statement> statements(FunctionProperties function) {
    return isJoined(function)
        ? List.of(
            Statement.allow(
                List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses"),
                Fn.sub("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:*/*")),
            Statement.allow(List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"), "*"))
        : List.of();
  }
}

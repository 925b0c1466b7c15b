package dev.stacktape.resource.loadbalancer;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The security group of a load balancer: who may connect to which of its ports. */
final class LoadBalancerGate {
  private static final String ANYWHERE = "0.0.0.0/0";

  private final Contribution<?> to;
  private final @Nullable Reach reach;
  private final List<Map<String, Object>> rules = new ArrayList<>();

  /** An internal load balancer lets the network of the stack in, any other everybody. */
  LoadBalancerGate(Contribution<?> to, @Nullable Reach reach) {
    this.to = to;
    this.reach = reach;
  }

  /**
   * Opens a port to some address ranges; to all that fit the load balancer where there are none.
   */
  void open(int port, List<String> addresses) {
    if (addresses.isEmpty()) {
      rules.add(
          rule(port, reach == Reach.INTERNAL ? StackNetwork.of(to.stack()).cidr() : ANYWHERE));
    }
    addresses.forEach(address -> rules.add(rule(port, address)));
  }

  private static Map<String, Object> rule(int port, Object addresses) {
    return new Tree()
        .with("CidrIp", addresses)
        .with("IpProtocol", "tcp")
        .with("FromPort", port)
        .with("ToPort", port)
        .build();
  }

  /** Adds the security group. */
  void contribute() {
    to.add(
        LoadBalancerNames.securityGroupId(to.name()),
        CfnResource.of(
            "AWS::EC2::SecurityGroup",
            new Tree()
                .with(
                    "GroupDescription",
                    "Load balancer %s of stack %s"
                        .formatted(to.name(), to.stack().target().stackName()))
                .with("VpcId", StackNetwork.of(to.stack()).vpcId())
                .with("SecurityGroupIngress", rules)
                .build()));
  }
}

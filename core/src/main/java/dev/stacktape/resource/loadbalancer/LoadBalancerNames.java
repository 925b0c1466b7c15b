package dev.stacktape.resource.loadbalancer;

import dev.stacktape.name.LogicalId;
import dev.stacktape.template.Fn;
import java.util.Map;

/** What load balancers and their parts are called. */
public final class LoadBalancerNames {
  private LoadBalancerNames() {}

  static String balancerId(String name) {
    return LogicalId.of(name, "LoadBalancer");
  }

  static String securityGroupId(String name) {
    return LogicalId.of(name, "LbSecurityGroup");
  }

  /** The logical id of the listener on a port. */
  public static String listenerId(String name, int port) {
    return LogicalId.of(name, "Port" + port, "Listener");
  }

  /** The id of the security group that traffic from a load balancer comes out of. */
  public static Map<String, Object> securityGroup(String name) {
    return Fn.getAtt(securityGroupId(name), "GroupId");
  }
}

package dev.stacktape.resource.loadbalancer;

import dev.stacktape.name.LogicalId;
import java.util.Set;

/** What the instances of a workload behind a load balancer are called together. */
public final class TargetGroup {
  private TargetGroup() {}

  /**
   * The logical id of a target group.
   *
   * @param ports all ports of the workload that are behind this load balancer; where there is one,
   *     the id does not name it
   */
  public static String logicalId(String workload, String balancer, int port, Set<Integer> ports) {
    return ports.size() == 1
        ? LogicalId.of(workload, balancer, "TargetGroup")
        : LogicalId.of(workload, balancer, "ToPort" + port, "TargetGroup");
  }
}

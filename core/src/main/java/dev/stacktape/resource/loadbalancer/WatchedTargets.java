package dev.stacktape.resource.loadbalancer;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The target groups behind a load balancer whose instances it looks after. */
final class WatchedTargets {
  private WatchedTargets() {}

  /**
   * Their logical ids, in the order of the config.
   *
   * @param only names of workloads, empty for all
   */
  static List<String> groups(
      Resource<LoadBalancerProperties> balancer, List<String> only, StackView stack) {
    Map<String, Set<Integer>> ports = new LinkedHashMap<>();
    for (Claim claim : Claim.of(balancer, stack)) {
      Integer port = claim.balanced().port();
      if (port != null && isChosen(claim.workload(), only)) {
        ports.computeIfAbsent(claim.workload().name(), name -> new TreeSet<>()).add(port);
      }
    }
    List<String> groups = new ArrayList<>();
    ports.forEach(
        (workload, behind) ->
            behind.forEach(
                port ->
                    groups.add(TargetGroup.logicalId(workload, balancer.name(), port, behind))));
    return groups;
  }

  private static boolean isChosen(Resource<?> workload, List<String> only) {
    return only.isEmpty() || only.contains(workload.owner()) || only.contains(workload.name());
  }
}

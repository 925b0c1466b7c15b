package dev.stacktape.resource.loadbalancer;

import dev.stacktape.problem.Location;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.event.BalancedWorkload;
import dev.stacktape.resource.event.LoadBalancerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A claim of a workload on requests of a load balancer.
 *
 * @param workload whose event it is
 */
record Claim(Resource<?> workload, BalancedWorkload.Balanced balanced) {

  /** All claims on the requests of one load balancer, in the order of the config. */
  static List<Claim> of(Resource<LoadBalancerProperties> balancer, StackView stack) {
    List<Claim> claims = new ArrayList<>();
    for (Resource<?> resource : stack.withParts().values()) {
      if (resource.properties() instanceof BalancedWorkload workload) {
        workload.balanced().stream()
            .filter(balanced -> leadsTo(balanced.event(), balancer, stack))
            .map(balanced -> new Claim(resource, balanced))
            .forEach(claims::add);
      }
    }
    return claims;
  }

  private static boolean leadsTo(
      LoadBalancerEvent event, Resource<LoadBalancerProperties> balancer, StackView stack) {
    return stack
        .find(event.loadBalancerName(), LoadBalancerProperties.class)
        .filter(found -> found.name().equals(balancer.name()))
        .isPresent();
  }

  int priority() {
    return balanced.event().priority();
  }

  /** Where the priority stands in the config. */
  Location place() {
    List<Object> path = new ArrayList<>(balanced.path());
    path.add("properties");
    path.add("priority");
    return workload.at(path.toArray());
  }
}

package dev.stacktape.resource.event;

import java.util.List;

/** The properties of a workload that application load balancers can pass requests on to. */
public interface BalancedWorkload {
  /** Its events of load balancers with where they stand in the config. */
  List<Balanced> balanced();

  /**
   * An event that claims requests of a listener.
   *
   * @param path keys and list positions below {@code properties:} of the workload
   * @param isTested whether a new version is called on a port of its own before it gets traffic
   */
  record Balanced(LoadBalancerEvent event, List<Object> path, boolean isTested) {}
}

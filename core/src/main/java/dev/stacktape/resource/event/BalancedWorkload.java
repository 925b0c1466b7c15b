package dev.stacktape.resource.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties of a workload that application load balancers can pass requests on to. */
public interface BalancedWorkload {
  /** Its events of load balancers with where they stand in the config. */
  List<Balanced> balanced();

  /**
   * An event that claims requests of a listener.
   *
   * @param path keys and list positions below {@code properties:} of the workload
   * @param isTested whether a new version is called on a port of its own before it gets traffic
   * @param port what its instances listen on, null where there are no instances to look after
   */
  record Balanced(
      LoadBalancerEvent event, List<Object> path, boolean isTested, @Nullable Integer port) {}
}

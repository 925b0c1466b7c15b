package dev.stacktape.resource.event;

import java.util.List;

/** The properties of a workload that HTTP APIs can lead to. */
public interface RoutedWorkload {
  /** Its routes with where they stand in the config. */
  List<Routed> routes();

  /** Whether an HTTP API reaches it only through the network of the stack. */
  default boolean isInNetwork() {
    return false;
  }

  /**
   * An event that claims a route.
   *
   * @param path keys and list positions below {@code properties:} of the workload
   */
  record Routed(HttpApiEvent event, List<Object> path) {}
}

package dev.stacktape.resource.loadbalancer;

import java.util.List;

/** The properties of a workload that network load balancers can pass connections on to. */
public interface ForwardedPorts {
  /** Its ports that are behind a network load balancer. */
  List<Forwarded> forwarded();

  /**
   * A port of a workload behind a listener.
   *
   * @param loadBalancerName as the config has it
   * @param path of the event below {@code properties:} of the workload
   */
  record Forwarded(
      String loadBalancerName, int listenerPort, int containerPort, List<Object> path) {}
}

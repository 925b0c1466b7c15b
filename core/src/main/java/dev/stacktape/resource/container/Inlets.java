package dev.stacktape.resource.container;

import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What leads requests to a workload, gathered while its events are gone through: its service and
 * its security group must know of all of it.
 */
final class Inlets {
  /** On machines of its own a container gets one of these ports from the system. */
  private static final int FIRST_DYNAMIC_PORT = 32768;

  private static final int LAST_PORT = 65535;

  private final boolean hasDynamicPorts;
  private final List<Map<String, Object>> registries = new ArrayList<>();
  private final List<Map<String, Object>> loadBalancers = new ArrayList<>();
  private final Set<Map<String, Object>> ingress = new LinkedHashSet<>();
  private final Set<String> waitsFor = new LinkedHashSet<>();

  Inlets(boolean hasDynamicPorts) {
    this.hasDynamicPorts = hasDynamicPorts;
  }

  /** Where the service registers its instances. */
  void register(Map<String, Object> registry) {
    if (!registries.contains(registry)) {
      registries.add(registry);
    }
  }

  /** The load balancer that the service registers its instances with. */
  void balance(Map<String, Object> loadBalancer) {
    loadBalancers.add(loadBalancer);
  }

  /** What must be there before the service. */
  void waitFor(String logicalId) {
    waitsFor.add(logicalId);
  }

  /** Lets a security group in to a port of a container. */
  void letIn(int port, Object securityGroupId) {
    ingress.add(
        new Tree()
            .with("SourceSecurityGroupId", securityGroupId)
            .with("IpProtocol", "tcp")
            .with("FromPort", first(port))
            .with("ToPort", last(port))
            .build());
  }

  int first(int port) {
    return hasDynamicPorts ? FIRST_DYNAMIC_PORT : port;
  }

  int last(int port) {
    return hasDynamicPorts ? LAST_PORT : port;
  }

  List<Map<String, Object>> registries() {
    return registries;
  }

  List<Map<String, Object>> loadBalancers() {
    return loadBalancers;
  }

  List<Map<String, Object>> ingress() {
    return List.copyOf(ingress);
  }

  Set<String> waitsFor() {
    return waitsFor;
  }
}

package dev.stacktape.resource.loadbalancer;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;

import dev.stacktape.resource.Inspection;
import java.util.Set;

/** The ports of the listeners of one load balancer. */
final class ListenerPorts {
  private ListenerPorts() {}

  /** Takes a port for the listener at an index; a port that is taken is a problem. */
  static void claim(Inspection<?> inspection, Set<Integer> taken, int port, int index) {
    if (!taken.add(port)) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("Two listeners have the port %d.".formatted(port))
              .hint("Give each a port of its own."),
          "listeners",
          index,
          "port");
    }
  }
}

package dev.stacktape.resource.rule;

import dev.stacktape.resource.container.ContainerEvent;

/** The port in the container that an event leads to. */
final class EventPorts {
  private EventPorts() {}

  static int portOf(ContainerEvent event) {
    if (event instanceof ContainerEvent.FromLoadBalancer balancer) {
      return balancer.containerPort();
    }
    if (event instanceof ContainerEvent.FromHttpApi api) {
      return api.containerPort();
    }
    if (event instanceof ContainerEvent.ServiceConnect connect) {
      return connect.containerPort();
    }
    return event instanceof ContainerEvent.Internal internal
        ? internal.containerPort()
        : ((ContainerEvent.FromNetworkLoadBalancer) event).containerPort();
  }
}

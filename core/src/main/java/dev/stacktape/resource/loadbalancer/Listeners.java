package dev.stacktape.resource.loadbalancer;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.event.LoadBalancerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ports of an application load balancer: those of the config or, where it has none, the one
 * that fits. Without a certificate that is 80.
 */
public final class Listeners {
  /** Where new versions can be called before they get traffic. */
  public static final int TEST_PORT = 8080;

  private static final int HTTP_PORT = 80;

  private Listeners() {}

  /** What the load balancer listens on. */
  static List<Listener> of(Resource<LoadBalancerProperties> balancer, StackView stack) {
    if (!balancer.properties().listeners().isEmpty()) {
      return balancer.properties().listeners();
    }
    List<Listener> listeners = new ArrayList<>();
    listeners.add(http(HTTP_PORT));
    if (isTested(balancer, stack)) {
      listeners.add(http(TEST_PORT));
    }
    return listeners;
  }

  private static Listener http(int port) {
    return new Listener(WebProtocol.HTTP, port, List.of(), List.of(), null);
  }

  private static boolean isTested(Resource<LoadBalancerProperties> balancer, StackView stack) {
    return Claim.of(balancer, stack).stream().anyMatch(claim -> claim.balanced().isTested());
  }

  /** The port whose requests an event is about. */
  public static int portOf(LoadBalancerProperties balancer, LoadBalancerEvent event) {
    Integer wanted = event.listenerPort();
    return wanted == null || balancer.listeners().isEmpty() ? HTTP_PORT : wanted;
  }

  /** The listener with a port. */
  static Optional<Listener> find(LoadBalancerProperties balancer, @Nullable Integer port) {
    return balancer.listeners().stream()
        .filter(listener -> listener.port().equals(port))
        .findFirst();
  }
}

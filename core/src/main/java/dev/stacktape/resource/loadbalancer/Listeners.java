package dev.stacktape.resource.loadbalancer;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.event.LoadBalancerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ports of an application load balancer: those of the config or, where it has none, those that
 * fit. With domains that is 443, and 80 leads there; without a certificate it is 80.
 */
public final class Listeners {
  /** Where new versions can be called before they get traffic. */
  public static final int TEST_PORT = 8080;

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private Listeners() {}

  /** What the load balancer listens on. */
  static List<Listener> of(Resource<LoadBalancerProperties> balancer, StackView stack) {
    if (!balancer.properties().listeners().isEmpty()) {
      return balancer.properties().listeners();
    }
    List<Listener> listeners = new ArrayList<>();
    if (balancer.properties().customDomains().isEmpty()) {
      listeners.add(http(HTTP_PORT, null));
    } else {
      listeners.add(http(HTTP_PORT, toHttps()));
      listeners.add(new Listener(WebProtocol.HTTPS, HTTPS_PORT, List.of(), List.of(), null));
    }
    if (isTested(balancer, stack)) {
      listeners.add(http(TEST_PORT, null));
    }
    return listeners;
  }

  private static Listener http(int port, @Nullable DefaultAction action) {
    return new Listener(WebProtocol.HTTP, port, List.of(), List.of(), action);
  }

  private static DefaultAction toHttps() {
    return new DefaultAction.Redirect(
        null, null, HTTPS_PORT, null, WebProtocol.HTTPS, RedirectStatus.PERMANENT);
  }

  private static boolean isTested(Resource<LoadBalancerProperties> balancer, StackView stack) {
    return Claim.of(balancer, stack).stream().anyMatch(claim -> claim.balanced().isTested());
  }

  /** The port whose requests an event is about. */
  public static int portOf(LoadBalancerProperties balancer, LoadBalancerEvent event) {
    return usualPort(balancer, event.listenerPort());
  }

  /** The port that is wanted, or the one of a load balancer without listeners of its own. */
  static int usualPort(LoadBalancerProperties balancer, @Nullable Integer wanted) {
    if (wanted != null && !balancer.listeners().isEmpty()) {
      return wanted;
    }
    return balancer.customDomains().isEmpty() ? HTTP_PORT : HTTPS_PORT;
  }

  /** The listener with a port. */
  static Optional<Listener> find(LoadBalancerProperties balancer, @Nullable Integer port) {
    return balancer.listeners().stream()
        .filter(listener -> listener.port().equals(port))
        .findFirst();
  }
}

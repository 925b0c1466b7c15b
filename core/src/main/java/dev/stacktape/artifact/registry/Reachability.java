package dev.stacktape.artifact.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/**
 * Whether a registry answers at all. The client behind this package tries a connection that fails
 * for a whole minute, which is long for somebody without a network.
 */
final class Reachability {
  private static final int MILLIS = 5000;
  private static final int TLS = 443;

  private Reachability() {}

  /**
   * Opens a connection, unless a proxy stands between.
   *
   * @throws IOException when nobody answers
   */
  static void require(String registry) throws IOException {
    URI uri = URI.create("https://" + registry + "/");
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> proxies = selector == null ? List.of(Proxy.NO_PROXY) : selector.select(uri);
    if (proxies.stream().allMatch(Proxy.NO_PROXY::equals)) {
      int port = uri.getPort() < 0 ? TLS : uri.getPort();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(uri.getHost(), port), MILLIS);
      }
    }
  }
}

package dev.stacktape.mcp.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in that a client on this machine may have sent. A page in a browser can reach
 * loopback as well, under a name of its own that it has pointed there; it cannot choose the headers
 * {@code Host} and {@code Origin}.
 *
 * <p>See <a
 * href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning">Transports,
 * security warning</a>.
 */
final class RequestGuard {
  /** The one path that is served. */
  static final String PATH = "/mcp";

  /** The versions of the protocol that a request may be of. */
  static final List<String> VERSIONS = List.of("2025-03-26", "2025-06-18", "2025-11-25");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int MISDIRECTED = 421;

  private final Admission admission;
  private final int port;

  RequestGuard(Admission admission, int port) {
    this.admission = admission;
    this.port = port;
  }

  /** Goes on only with a request that may be answered. */
  void require(HttpExchange exchange) throws Rejection {
    Headers headers = exchange.getRequestHeaders();
    requireHost(only(headers, "Host"));
    requireOrigin(only(headers, "Origin"));
    if (!admission.admits(only(headers, "Authorization"))) {
      throw new Rejection(401, "The header Authorization has to carry the token of this server");
    }
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      throw new Rejection(404, "Nothing is here; the server answers at " + PATH);
    }
    String version = only(headers, "MCP-Protocol-Version");
    // Left out it means 2025-03-26, which did not have the header.
    if (version != null && !VERSIONS.contains(version)) {
      throw new Rejection(
          400, "This server speaks the protocol versions " + String.join(", ", VERSIONS));
    }
  }

  /** A header that says two things says nothing. */
  private static @Nullable String only(Headers headers, String name) throws Rejection {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new Rejection(400, "The header " + name + " is there more than once");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private void requireHost(@Nullable String host) throws Rejection {
    boolean ours =
        host != null
            && LOOPBACK.stream().anyMatch(name -> host.equalsIgnoreCase(name + ":" + port));
    if (!ours) {
      throw new Rejection(MISDIRECTED, "This server answers to the names of loopback only");
    }
  }

  private static void requireOrigin(@Nullable String origin) throws Rejection {
    if (origin != null && !isLoopback(origin)) {
      throw new Rejection(403, "Pages of other hosts are not let in");
    }
  }

  private static boolean isLoopback(String origin) {
    try {
      URI uri = URI.create(origin);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }
}

package dev.stacktape.mcp.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stacktape.mcp.protocol.InFlight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;

/**
 * The JDK's HTTP server on loopback, in front of the protocol. Whatever goes wrong, nobody gets to
 * see more of it than a code and a sentence.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int INTERNAL_ERROR = -32603;

  /** A thread for each request and each listening client; who comes after that is not connected. */
  private static final int MOST_AT_ONCE = 256;

  static {
    // Read once by the JDK, when its server is first used. Without the first an answer waits 40 ms
    // for the client's acknowledgement; the others end connections that say nothing (seconds).
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("sun.net.httpserver.idleInterval", "60");
  }

  private final HttpServer server;
  private final RequestGuard guard;
  private final StreamableTransport transport;
  private final InFlight inFlight = new InFlight();
  private final ExecutorService threads;
  private final ScheduledExecutorService sweeper;

  private HttpEndpoint(HttpServer server, Admission admission, Clock clock) {
    this.server = server;
    this.guard = new RequestGuard(admission, server.getAddress().getPort());
    this.transport = new StreamableTransport(inFlight, clock);
    this.threads =
        new ThreadPoolExecutor(
            0, MOST_AT_ONCE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("http"));
    this.sweeper = Executors.newSingleThreadScheduledExecutor(daemons("sessions"));
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Takes a port of loopback; answers from {@link #start} on.
   *
   * @param port 0 for one that the system chooses
   */
  public static HttpEndpoint open(int port, Admission admission, Clock clock) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    return new HttpEndpoint(server, admission, clock);
  }

  /** Where clients find it. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + RequestGuard.PATH);
  }

  /** What the protocol's SDK is given. */
  public StreamableTransport transport() {
    return transport;
  }

  /** The requests that are being answered. */
  public InFlight inFlight() {
    return inFlight;
  }

  /** Begins to answer. */
  public void start() {
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
    var unused = sweeper.scheduleWithFixedDelay(transport::sweep, 1, 1, TimeUnit.MINUTES);
  }

  private void serve(HttpExchange exchange) {
    try (exchange) {
      try {
        guard.require(exchange);
        transport.serve(exchange);
      } catch (Rejection rejection) {
        reject(exchange, rejection.status(), rejection.code(), rejection.message());
      } catch (RuntimeException bug) {
        if (Exceptions.unwrap(bug) instanceof InterruptedException) {
          // The server is being closed.
          return;
        }
        LOG.error("A request failed", bug);
        if (exchange.getResponseCode() < 0) {
          reject(exchange, 500, INTERNAL_ERROR, "The server made a mistake");
        }
      }
    } catch (IOException gone) {
      LOG.debug("A client has gone", gone);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reject(HttpExchange exchange, int status, int code, String message)
      throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.put("jsonrpc", "2.0");
    body.putNull("id");
    body.putObject("error").put("code", code).put("message", message);
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (status == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"stacktape\"");
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Ends all connections. */
  @Override
  public void close() {
    sweeper.shutdownNow();
    transport.close();
    server.stop(0);
    threads.shutdownNow();
  }
}

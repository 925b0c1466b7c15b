package dev.stacktape.local.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stacktape.local.AwsResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HTTP server, bound to loopback: connections, threads and bytes, nothing of AWS. */
final class HttpEndpoint implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpEndpoint.class.getName());

  static {
    // Without it each answer on a kept-alive connection waits 40 ms for Nagle's algorithm. The
    // server reads the property once, when its class is first used.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Answers a request, or ends the exchange by returning null when there shall be no answer. */
  @FunctionalInterface
  interface Handler {
    /**
     * Answers.
     *
     * @throws EndOfConnection when the connection shall be cut instead
     */
    AwsResponse answer(WireRequest request, InputStream body) throws IOException, EndOfConnection;
  }

  /** The connection is to be closed without an answer. */
  static final class EndOfConnection extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final AtomicInteger running = new AtomicInteger();

  /** Binds the preferred port, or another when it is taken. */
  HttpEndpoint(int preferredPort) throws IOException {
    this.server = bind(preferredPort);
    AtomicInteger number = new AtomicInteger();
    // Long polls each hold a thread, so the pool has no limit.
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "local-aws-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
  }

  private static HttpServer bind(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (BindException e) {
      if (port == 0) {
        throw e;
      }
      return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  void start(Handler handler) {
    server.createContext("/", exchange -> serve(exchange, handler));
    server.start();
  }

  private void serve(HttpExchange exchange, Handler handler) {
    running.incrementAndGet();
    // Closing an exchange that was not answered closes its connection.
    try (exchange) {
      WireRequest request = WireRequest.of(exchange);
      send(exchange, handler.answer(request, exchange.getRequestBody()));
    } catch (EndOfConnection e) {
      LOG.log(System.Logger.Level.DEBUG, "Connection cut, as told");
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The client went away", e);
    } finally {
      running.decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, AwsResponse response) throws IOException {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    long length = response.length();
    boolean head = exchange.getRequestMethod().equalsIgnoreCase("HEAD");
    boolean bodiless = response.status() == 204 || response.status() == 304;
    if (head && !response.headers().containsKey("Content-Length") && !bodiless) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
    }
    if (head || bodiless || length == 0) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.status(), length);
    try (OutputStream out = exchange.getResponseBody()) {
      copy(response, out);
    }
  }

  private static void copy(AwsResponse response, OutputStream out) throws IOException {
    AwsResponse.FileRange range = response.file();
    if (range == null) {
      out.write(response.body());
      return;
    }
    try (FileChannel file = FileChannel.open(range.path(), StandardOpenOption.READ)) {
      long done = 0;
      while (done < range.length()) {
        long moved =
            file.transferTo(range.offset() + done, range.length() - done, Channels.newChannel(out));
        if (moved <= 0) {
          throw new IOException(range.path() + " is shorter than expected");
        }
        done += moved;
      }
    }
  }

  /** Lets calls that run finish within a short while, then closes all connections. */
  @Override
  public void close() {
    try {
      for (int i = 0; i < 200 && running.get() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}

package com.example.guestbook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers requests. */
public final class Guestbook implements AutoCloseable {
  private static final int LONGEST = 1000;
  private static final int THREADS = 8;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Entries entries;

  private Guestbook(HttpServer server, Entries entries) {
    this.server = server;
    this.entries = entries;
  }

  /**
   * Starts to answer.
   *
   * @param address with the port 0 for a free one
   */
  public static Guestbook start(InetSocketAddress address, Entries entries) throws IOException {
    Guestbook guestbook = new Guestbook(HttpServer.create(address, 0), entries);
    guestbook.server.createContext("/", guestbook::answer);
    guestbook.server.setExecutor(guestbook.threads);
    guestbook.server.start();
    return guestbook;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    try {
      switch (request) {
        case "GET /entries" -> send(exchange, 200, String.join("\n", entries.newest()));
        case "POST /entries" -> write(exchange);
        case "GET /health" -> {
          entries.newest();
          send(exchange, 200, "well");
        }
        default -> send(exchange, 404, "There is nothing here.");
      }
    } catch (IllegalStateException e) {
      send(exchange, 503, "Please try again later.");
    }
  }

  private void write(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(4 * LONGEST + 1);
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      send(exchange, 400, "Write 1 to " + LONGEST + " characters.");
    } else {
      entries.add(text);
      send(exchange, 201, text);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}

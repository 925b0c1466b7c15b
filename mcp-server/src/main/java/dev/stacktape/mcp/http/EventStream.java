package dev.stacktape.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import dev.stacktape.mcp.protocol.PlainErrors;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the server says in answer to one HTTP request. It becomes a stream of events only when there
 * is more to say than the answer; most requests get plain JSON.
 *
 * <p>Events have no ids: nothing is kept to be sent again, and a client that sees ids would ask.
 */
final class EventStream implements McpStreamableServerTransport {
  private final HttpExchange exchange;
  private final McpJsonMapper json;
  private final BooleanSupplier isCancelled;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable OutputStream events;

  /**
   * An answer of which nothing has gone out yet.
   *
   * @param isCancelled whether the client has given the request up; then it gets no answer
   */
  EventStream(HttpExchange exchange, McpJsonMapper json, BooleanSupplier isCancelled) {
    this.exchange = exchange;
    this.json = json;
    this.isCancelled = isCancelled;
  }

  /** Sends the headers of a stream. */
  synchronized void open() {
    if (events != null || hasEnded()) {
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(200, 0);
      events = exchange.getResponseBody();
      // The headers go out with the first byte.
      write(": open\n\n");
    } catch (IOException gone) {
      close();
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
    return Mono.fromRunnable(() -> send(message));
  }

  @Override
  public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, String id) {
    return sendMessage(message);
  }

  private synchronized void send(McpSchema.JSONRPCMessage message) {
    boolean answer = message instanceof McpSchema.JSONRPCResponse;
    if (answer && isCancelled.getAsBoolean()) {
      return;
    }
    try {
      if (hasEnded()) {
        throw new IOException("The client has gone");
      }
      String text = json.writeValueAsString(PlainErrors.of(message));
      if (answer && events == null) {
        sendAlone(text);
      } else {
        open();
        write("event: message\ndata: " + text + "\n\n");
      }
    } catch (IOException gone) {
      close();
      throw new UncheckedIOException(gone);
    }
  }

  private void sendAlone(String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    close();
  }

  private void write(String text) throws IOException {
    OutputStream open = events;
    if (open != null) {
      open.write(text.getBytes(StandardCharsets.UTF_8));
      open.flush();
    }
  }

  /**
   * Stays until the stream has ended.
   *
   * @param sign how often to send what shows whether the client is still there
   */
  void awaitEnd(Duration sign) throws InterruptedException {
    while (!ended.await(sign.toMillis(), TimeUnit.MILLISECONDS)) {
      beat();
    }
  }

  private synchronized void beat() {
    try {
      write(": alive\n\n");
    } catch (IOException gone) {
      close();
    }
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** Ends the answer; a request that nothing was said to is answered by an empty stream. */
  void finish() {
    if (!hasEnded()) {
      open();
      close();
    }
  }

  /** The SDK closes also where it throws; whoever asked it then still has to answer. */
  private synchronized void finishWhatHasBegun() {
    if (events != null) {
      finish();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    exchange.close();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::finishWhatHasBegun);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }
}

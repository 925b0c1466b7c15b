package dev.stacktape.mcp.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.stacktape.mcp.protocol.InFlight;
import dev.stacktape.mcp.protocol.JsonRpc;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The transport "streamable HTTP" of the protocol's SDK on the JDK's HTTP server: sessions,
 * requests with their answers, and the stream that a client listens to. Who may ask at all has been
 * decided before.
 *
 * <p>See <a
 * href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http">Streamable
 * HTTP</a>.
 */
public final class StreamableTransport implements McpStreamableServerTransportProvider {
  private static final Logger LOG = LoggerFactory.getLogger(StreamableTransport.class);
  private static final String SESSION = "Mcp-Session-Id";
  private static final int LARGEST_BODY = 4 * 1024 * 1024;
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final ObjectMapper tree =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final McpJsonMapper json = new JacksonMcpJsonMapper(tree);
  private final InFlight inFlight;
  private final Sessions sessions;
  private McpStreamableServerSession.@Nullable Factory factory;

  StreamableTransport(InFlight inFlight, Clock clock) {
    this.inFlight = inFlight;
    this.sessions = new Sessions(clock);
  }

  /** Answers a request that was let in. */
  void serve(HttpExchange exchange) throws IOException, Rejection, InterruptedException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> post(exchange);
      case "GET" -> listen(exchange);
      case "DELETE" -> {
        sessions.remove(session(exchange).protocol().getId());
        exchange.sendResponseHeaders(204, -1);
      }
      default -> {
        exchange.getResponseHeaders().set("Allow", "POST, GET, DELETE");
        throw new Rejection(405, "POST, GET and DELETE are answered");
      }
    }
  }

  private void post(HttpExchange exchange) throws IOException, Rejection {
    requireAccepted(exchange, "application/json", "text/event-stream");
    String type = header(exchange, "Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
      throw new Rejection(415, "The body has to be application/json");
    }
    ObjectNode message = message(exchange);
    String method = message.path("method").asText("");
    if (method.equals(McpSchema.METHOD_INITIALIZE) && message.has("id")) {
      initialize(exchange, message);
      return;
    }
    Sessions.Session session = session(exchange);
    session.begin();
    try {
      if (method.isEmpty()) {
        answered(session.protocol(), message);
        exchange.sendResponseHeaders(202, -1);
      } else if (!message.has("id")) {
        notice(session.protocol(), method, message);
        exchange.sendResponseHeaders(202, -1);
      } else {
        request(exchange, session.protocol(), method, message);
      }
    } finally {
      session.end();
    }
  }

  private ObjectNode message(HttpExchange exchange) throws IOException, Rejection {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new Rejection(413, "The message is longer than 4 MB");
    }
    JsonNode message;
    try {
      message = tree.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException broken) {
      throw new Rejection(400, Rejection.PARSE_ERROR, "Parse error");
    }
    if (!JsonRpc.isMessage(message)) {
      throw new Rejection(400, "Not a JSON-RPC 2.0 message");
    }
    return (ObjectNode) message;
  }

  private void initialize(HttpExchange exchange, ObjectNode message) throws IOException, Rejection {
    McpSchema.InitializeRequest request;
    try {
      request =
          Objects.requireNonNull(
              json.convertValue(value(message, "params"), McpSchema.InitializeRequest.class));
    } catch (RuntimeException incomplete) {
      throw new Rejection(400, "The parameters of initialize are not those of the protocol");
    }
    var start = Objects.requireNonNull(factory, "set by the SDK").startSession(request);
    sessions.add(start.session());
    McpSchema.InitializeResult result = start.initResult().block(LONGEST_START);
    exchange.getResponseHeaders().set(SESSION, start.session().getId());
    EventStream answer = new EventStream(exchange, json, () -> false);
    answer
        .sendMessage(
            McpSchema.JSONRPCResponse.result(
                value(message, "id"), Objects.requireNonNull(result, "the SDK answers")))
        .block();
  }

  private void request(
      HttpExchange exchange,
      McpStreamableServerSession session,
      String method,
      ObjectNode message) {
    String known = known(session, message.path("id"));
    EventStream answer = new EventStream(exchange, json, () -> inFlight.isCancelled(known));
    inFlight.begin(known);
    try {
      if (method.equals(McpSchema.METHOD_TOOLS_CALL)) {
        InFlight.mark(message, known);
      }
      session
          .responseStream(answer)
          .handle(
              new McpSchema.JSONRPCRequest(method, value(message, "id"), value(message, "params")))
          .block();
    } catch (RuntimeException unread) {
      if (answer.hasEnded() || Exceptions.unwrap(unread) instanceof InterruptedException) {
        throw unread;
      }
      // The SDK throws at parameters that it cannot read, and the client would wait for ever.
      LOG.debug("A request could not be read", unread);
      answer
          .sendMessage(
              McpSchema.JSONRPCResponse.error(
                  value(message, "id"),
                  new McpSchema.JSONRPCResponse.JSONRPCError(
                      McpSchema.ErrorCodes.INTERNAL_ERROR, "")))
          .block();
    } finally {
      inFlight.end(known);
      answer.finish();
    }
  }

  private void notice(McpStreamableServerSession session, String method, ObjectNode message) {
    if (method.equals("notifications/cancelled")) {
      inFlight.cancel(known(session, message.path("params").path("requestId")));
      return;
    }
    session.accept(new McpSchema.JSONRPCNotification(method, value(message, "params"))).block();
  }

  private void answered(McpStreamableServerSession session, ObjectNode message) throws Rejection {
    try {
      session.accept(json.convertValue(message, McpSchema.JSONRPCResponse.class)).block();
    } catch (RuntimeException unknown) {
      throw new Rejection(400, "Nothing was asked that this would be the answer to");
    }
  }

  /** Ids are the client's, so that two clients have the same ones. */
  private static String known(McpStreamableServerSession session, JsonNode id) {
    return session.getId() + " " + id;
  }

  private @Nullable Object value(ObjectNode message, String name) {
    return message.has(name) ? tree.convertValue(message.get(name), Object.class) : null;
  }

  private void listen(HttpExchange exchange) throws Rejection, InterruptedException {
    requireAccepted(exchange, "text/event-stream");
    Sessions.Session session = session(exchange);
    EventStream stream = new EventStream(exchange, json, () -> false);
    session.begin();
    try {
      stream.open();
      session.listenTo(stream);
      var listening = session.protocol().listeningStream(stream);
      stream.awaitEnd(SIGN_OF_LIFE);
      listening.close();
    } finally {
      session.end();
    }
  }

  private Sessions.Session session(HttpExchange exchange) throws Rejection {
    String id = header(exchange, SESSION);
    if (id == null) {
      throw new Rejection(400, "The header " + SESSION + " is missing");
    }
    Sessions.Session session = sessions.find(id);
    if (session == null) {
      throw new Rejection(404, "There is no such session; initialize again");
    }
    return session;
  }

  private static void requireAccepted(HttpExchange exchange, String... types) throws Rejection {
    List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
    String all = String.join(",", accepted).toLowerCase(Locale.ROOT);
    for (String type : types) {
      String family = type.substring(0, type.indexOf('/')) + "/*";
      if (!all.contains(type) && !all.contains(family) && !all.contains("*/*")) {
        throw new Rejection(406, "The header Accept has to name " + String.join(" and ", types));
      }
    }
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** Forgets clients that have not been heard of. */
  void sweep() {
    sessions.sweep();
  }

  @Override
  public List<String> protocolVersions() {
    return RequestGuard.VERSIONS;
  }

  @Override
  public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
    factory = sessionFactory;
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return Flux.fromIterable(sessions.all())
        .flatMap(session -> notice(session, method, params))
        .then();
  }

  @Override
  public Mono<Void> notifyClient(String id, String method, Object params) {
    Sessions.Session session = sessions.find(id);
    return session == null ? Mono.empty() : notice(session, method, params);
  }

  private static Mono<Void> notice(Sessions.Session session, String method, Object params) {
    return session
        .protocol()
        .sendNotification(method, params)
        .onErrorResume(
            gone -> {
              LOG.debug("A client does not listen", gone);
              return Mono.empty();
            });
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(sessions::close);
  }
}

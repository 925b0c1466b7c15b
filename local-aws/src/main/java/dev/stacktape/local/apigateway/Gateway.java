package dev.stacktape.local.apigateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.proxy.HttpAnswer;
import dev.stacktape.local.proxy.HttpCall;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What answers on the port of one API: CORS, stage, route, authorizer, integration, access log. */
final class Gateway implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

  private final Supplier<Api> api;
  private final LocalContext context;
  private final Authorization authorization;
  private final Integrations integrations;
  private final LogSink logs;
  private final MetricSink metrics;

  /**
   * A gateway.
   *
   * @param api as it is at present; read once per request
   */
  Gateway(
      Supplier<Api> api,
      LocalContext context,
      Authorization authorization,
      Integrations integrations,
      LogSink logs,
      MetricSink metrics) {
    this.api = api;
    this.context = context;
    this.authorization = authorization;
    this.integrations = integrations;
    this.logs = logs;
    this.metrics = metrics;
  }

  /** The stage that a path leads to, and what is left of the path. */
  private record Entrance(String stage, Document settings, String rawPath) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpAnswer answer;
      HttpCall call = call(exchange);
      try {
        answer = answer(api.get(), call, exchange.getRequestURI());
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "A request to an HTTP API failed", e);
        answer = HttpAnswer.message(500, "Internal Server Error");
      }
      measure(call, answer);
      send(exchange, call, answer);
    }
  }

  private void measure(HttpCall call, HttpAnswer answer) {
    int status = answer.status();
    double millis = Duration.between(call.time(), context.clock().instant()).toNanos() / 1e6;
    metrics.record(
        "AWS/ApiGateway",
        Map.of("ApiId", api.get().id()),
        Map.of(
            "Count",
            1.0,
            "4xx",
            status >= 400 && status < 500 ? 1.0 : 0.0,
            "5xx",
            status >= 500 ? 1.0 : 0.0,
            "Latency",
            millis));
  }

  private HttpAnswer answer(Api present, HttpCall call, URI uri) {
    Entrance entrance = entrance(present, uri.getRawPath());
    if (entrance == null) {
      return HttpAnswer.message(404, "Not Found");
    }
    Cors cors = new Cors(present.document().at("CorsConfiguration"));
    if (cors.isPreflight(call)) {
      HttpAnswer preflight = cors.preflight(call);
      log(entrance, new AccessLog(call, null, preflight, ""));
      return preflight;
    }
    Visit visit = null;
    HttpAnswer answer;
    String error = "";
    try {
      visit = visit(present, call, entrance);
      visit = authorization.check(visit);
      answer = integrations.answer(visit);
    } catch (Refusal refusal) {
      answer = refusal.answer();
      error = String.valueOf(refusal.getMessage());
    }
    HttpAnswer done = cors.apply(call, answer);
    log(entrance, new AccessLog(call, visit, done, error));
    return done;
  }

  /** A first segment that is the name of a stage leads there; all else to {@code $default}. */
  private static @Nullable Entrance entrance(Api api, String rawPath) {
    String path = rawPath.isEmpty() ? "/" : rawPath;
    int end = path.indexOf('/', 1);
    String first = path.substring(1, end < 0 ? path.length() : end);
    Document stage = api.find(Api.Part.STAGE, first);
    if (stage != null && !first.equals(RouteTable.DEFAULT)) {
      return new Entrance(first, stage, end < 0 ? "/" : path.substring(end));
    }
    Document byDefault = api.find(Api.Part.STAGE, RouteTable.DEFAULT);
    return byDefault == null ? null : new Entrance(RouteTable.DEFAULT, byDefault, path);
  }

  private Visit visit(Api present, HttpCall call, Entrance entrance) {
    Map<String, Document> routes = new LinkedHashMap<>();
    present
        .all(Api.Part.ROUTE)
        .values()
        .forEach(route -> routes.put(String.valueOf(route.get("RouteKey")), new Document(route)));
    String path = decode(entrance.rawPath());
    RouteTable.Match match = RouteTable.match(routes.keySet(), call.method(), path);
    if (match == null) {
      throw new Refusal(404, "Not Found", "No route fits");
    }
    return new Visit(
        present,
        context.account(),
        entrance.stage(),
        entrance.settings(),
        routes.getOrDefault(match.routeKey(), Document.empty()),
        call,
        path,
        entrance.rawPath(),
        match.parameters(),
        null);
  }

  private HttpCall call(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    String ip = exchange.getRemoteAddress().getAddress().getHostAddress();
    String port = String.valueOf(exchange.getLocalAddress().getPort());
    List<String> forwarded = new ArrayList<>(headers.getOrDefault("x-forwarded-for", List.of()));
    forwarded.add(ip);
    headers.put("x-forwarded-for", List.of(String.join(", ", forwarded)));
    headers.put("x-forwarded-port", List.of(port));
    headers.put("x-forwarded-proto", List.of("http"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    headers.putIfAbsent("content-length", List.of(String.valueOf(body.length)));
    return new HttpCall(
        UUID.randomUUID().toString(),
        context.clock().instant(),
        exchange.getRequestMethod(),
        decode(uri.getRawPath()),
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        exchange.getProtocol(),
        headers,
        body,
        ip);
  }

  /** HTTP APIs hand over the path decoded; a plus sign in it is a plus sign. */
  private static String decode(String rawPath) {
    return HttpCall.decode(rawPath.replace("+", "%2B"));
  }

  private static void send(HttpExchange exchange, HttpCall call, HttpAnswer answer)
      throws IOException {
    Set<String> own = Set.of("content-length", "transfer-encoding", "connection");
    answer
        .headers()
        .forEach(
            (name, values) -> {
              if (!own.contains(name)) {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
              }
            });
    exchange.getResponseHeaders().set("apigw-requestid", call.requestId());
    boolean bodiless =
        call.method().equals("HEAD")
            || answer.body().length == 0
            || answer.status() == 204
            || answer.status() == 304;
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
    if (!bodiless) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body());
      }
    }
  }

  private void log(Entrance entrance, AccessLog log) {
    Document settings = entrance.settings().at("AccessLogSettings");
    String destination = settings.text("DestinationArn", "");
    int group = destination.indexOf(":log-group:");
    if (group >= 0) {
      String name = destination.substring(group + ":log-group:".length()).replaceFirst(":\\*$", "");
      logs.append(
          name, entrance.stage(), List.of(log.line(settings.text("Format", "$context.requestId"))));
    }
  }
}

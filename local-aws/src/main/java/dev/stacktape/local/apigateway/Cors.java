package dev.stacktape.local.apigateway;

import dev.stacktape.local.proxy.HttpAnswer;
import dev.stacktape.local.proxy.HttpCall;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cross-origin rules of an API: the gateway answers preflight requests itself and replaces the
 * headers that an integration may have set.
 *
 * @param config a {@code CorsConfiguration}; empty when the API has none
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS
 *     for HTTP APIs</a>
 */
record Cors(Document config) {
  private static final String PREFIX = "access-control-";

  boolean isConfigured() {
    return !config.values().isEmpty();
  }

  boolean isPreflight(HttpCall call) {
    return isConfigured()
        && call.method().equals("OPTIONS")
        && call.header("origin") != null
        && call.header("access-control-request-method") != null;
  }

  HttpAnswer preflight(HttpCall call) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (allows(call)) {
      putOrigin(headers, call);
      put(headers, "access-control-allow-methods", config.texts("AllowMethods"));
      put(headers, "access-control-allow-headers", config.texts("AllowHeaders"));
      put(headers, "access-control-max-age", config.texts("MaxAge"));
    }
    return new HttpAnswer(204, headers, new byte[0]);
  }

  /** The answer of an integration with the headers that the configuration asks for. */
  HttpAnswer apply(HttpCall call, HttpAnswer answer) {
    if (!isConfigured()) {
      return answer;
    }
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
    headers.keySet().removeIf(name -> name.startsWith(PREFIX));
    if (call.header("origin") != null && allows(call)) {
      putOrigin(headers, call);
      put(headers, "access-control-expose-headers", config.texts("ExposeHeaders"));
    }
    return new HttpAnswer(answer.status(), headers, answer.body());
  }

  private boolean allows(HttpCall call) {
    String origin = call.header("origin", "").toLowerCase(Locale.ROOT);
    return config.texts("AllowOrigins").stream()
        .map(allowed -> allowed.toLowerCase(Locale.ROOT))
        .anyMatch(allowed -> matches(allowed, origin));
  }

  /** {@code *}, {@code https://*} or an origin. */
  private static boolean matches(String allowed, String origin) {
    return allowed.endsWith("*")
        ? origin.startsWith(allowed.substring(0, allowed.length() - 1))
        : allowed.equals(origin);
  }

  private void putOrigin(Map<String, List<String>> headers, HttpCall call) {
    boolean anyone = config.texts("AllowOrigins").contains("*");
    boolean credentials = config.flag("AllowCredentials", false);
    String origin = anyone && !credentials ? "*" : call.header("origin", "");
    headers.put("access-control-allow-origin", List.of(origin));
    if (credentials) {
      headers.put("access-control-allow-credentials", List.of("true"));
    }
    if (!anyone) {
      headers.put("vary", List.of("Origin"));
    }
  }

  private static void put(Map<String, List<String>> headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      headers.put(name, List.of(String.join(",", values)));
    }
  }
}

package dev.stacktape.local.proxy;

import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The event that a function gets for a request, in payload format 1.0 or 2.0. */
public final class ProxyEvent {
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private ProxyEvent() {}

  /**
   * An event.
   *
   * @param format {@code 1.0} or {@code 2.0}
   */
  public static Document of(String format, HttpCall call, Routed routed) {
    return format.equals("1.0") ? version1(call, routed) : version2(call, routed);
  }

  private static Document version2(HttpCall call, Routed routed) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", routed.routeKey());
    event.put("rawPath", call.path());
    event.put("rawQueryString", call.query());
    if (!call.cookies().isEmpty()) {
      event.put("cookies", call.cookies());
    }
    Map<String, String> headers = joined(call.headers());
    headers.remove("cookie");
    event.put("headers", headers);
    if (!call.query().isEmpty()) {
      event.put("queryStringParameters", joined(call.queryParameters()));
    }
    event.put("requestContext", context2(call, routed));
    if (!routed.pathParameters().isEmpty()) {
      event.put("pathParameters", routed.pathParameters());
    }
    if (!routed.stageVariables().isEmpty()) {
      event.put("stageVariables", routed.stageVariables());
    }
    putBody(event, call);
    return new Document(event);
  }

  private static Map<String, Object> context2(HttpCall call, Routed routed) {
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", call.method());
    http.put("path", call.path());
    http.put("protocol", call.protocol());
    http.put("sourceIp", call.sourceIp());
    http.put("userAgent", call.header("user-agent", ""));
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", routed.account());
    context.put("apiId", routed.apiId());
    if (routed.authorizer() != null) {
      context.put("authorizer", routed.authorizer());
    }
    context.put("domainName", routed.domain());
    context.put("domainPrefix", routed.domainPrefix());
    context.put("http", http);
    context.put("requestId", call.requestId());
    context.put("routeKey", routed.routeKey());
    context.put("stage", routed.stage());
    context.put("time", LOG_TIME.format(call.time()));
    context.put("timeEpoch", call.time().toEpochMilli());
    return context;
  }

  private static Document version1(HttpCall call, Routed routed) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "1.0");
    event.put("resource", routed.resource());
    event.put("path", call.path());
    event.put("httpMethod", call.method());
    event.put("headers", last(capitalised(call.headers())));
    event.put("multiValueHeaders", capitalised(call.headers()));
    Map<String, List<String>> query = call.queryParameters();
    event.put("queryStringParameters", query.isEmpty() ? null : last(query));
    event.put("multiValueQueryStringParameters", query.isEmpty() ? null : query);
    event.put("requestContext", context1(call, routed));
    event.put("pathParameters", routed.pathParameters().isEmpty() ? null : routed.pathParameters());
    event.put("stageVariables", routed.stageVariables().isEmpty() ? null : routed.stageVariables());
    event.put("body", null);
    putBody(event, call);
    return new Document(event);
  }

  private static Map<String, Object> context1(HttpCall call, Routed routed) {
    Map<String, Object> identity = new LinkedHashMap<>();
    for (String unknown :
        List.of(
            "accessKey",
            "accountId",
            "caller",
            "cognitoAuthenticationProvider",
            "cognitoAuthenticationType",
            "cognitoIdentityId",
            "cognitoIdentityPoolId",
            "principalOrgId",
            "user",
            "userArn")) {
      identity.put(unknown, null);
    }
    identity.put("sourceIp", call.sourceIp());
    identity.put("userAgent", call.header("user-agent", ""));
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", routed.account());
    context.put("apiId", routed.apiId());
    if (routed.authorizer() != null) {
      context.put("authorizer", flat(routed.authorizer()));
    }
    context.put("domainName", routed.domain());
    context.put("domainPrefix", routed.domainPrefix());
    context.put("extendedRequestId", call.requestId());
    context.put("httpMethod", call.method());
    context.put("identity", identity);
    context.put("path", call.path());
    context.put("protocol", call.protocol());
    context.put("requestId", call.requestId());
    context.put("requestTime", LOG_TIME.format(call.time()));
    context.put("requestTimeEpoch", call.time().toEpochMilli());
    context.put("resourceId", routed.routeKey());
    context.put("resourcePath", routed.resource());
    context.put("stage", routed.stage());
    return context;
  }

  /** Format 1.0 has no level that names the kind of authorizer. */
  private static Object flat(Map<String, Object> authorizer) {
    return authorizer.size() == 1 ? authorizer.values().iterator().next() : authorizer;
  }

  private static void putBody(Map<String, Object> event, HttpCall call) {
    boolean text = call.isText();
    if (call.body().length > 0) {
      event.put(
          "body",
          text
              ? new String(call.body(), StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(call.body()));
    }
    event.put("isBase64Encoded", call.body().length > 0 && !text);
  }

  private static Map<String, String> joined(Map<String, List<String>> values) {
    Map<String, String> joined = new LinkedHashMap<>();
    values.forEach((name, all) -> joined.put(name, String.join(",", all)));
    return joined;
  }

  private static Map<String, String> last(Map<String, List<String>> values) {
    Map<String, String> last = new LinkedHashMap<>();
    values.forEach((name, all) -> last.put(name, all.isEmpty() ? "" : all.get(all.size() - 1)));
    return last;
  }

  private static Map<String, List<String>> capitalised(Map<String, List<String>> headers) {
    Map<String, List<String>> capitalised = new TreeMap<>();
    headers.forEach((name, values) -> capitalised.put(capitalised(name), values));
    return capitalised;
  }

  private static String capitalised(String name) {
    StringBuilder text = new StringBuilder();
    boolean begin = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(begin ? Character.toUpperCase(c) : c);
      begin = c == '-';
    }
    return text.toString();
  }
}

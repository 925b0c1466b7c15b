package dev.stacktape.local.proxy;

import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to a client.
 *
 * @param headers by lower-case name
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {

  /** A message of the gateway itself, {@code {"message":"Not Found"}}. */
  public static HttpAnswer message(int status, String message) {
    return json(status, Document.json(Map.of("message", message)));
  }

  private static HttpAnswer json(int status, String json) {
    return new HttpAnswer(
        status,
        Map.of("content-type", List.of("application/json")),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what a function has answered, or gives null when it is not an answer that the gateway
   * understands; the client is to see an internal error then.
   *
   * @param format {@code 1.0} or {@code 2.0}; the latter takes any JSON for the body of a success
   */
  public static @Nullable HttpAnswer ofFunction(String format, byte[] payload) {
    Object value = Document.parseValue(payload);
    boolean inferred = format.equals("2.0");
    if (!(value instanceof Map<?, ?> map) || !map.containsKey("statusCode")) {
      return inferred ? json(200, new String(payload, StandardCharsets.UTF_8)) : null;
    }
    Document answer = new Document(Map.of("answer", map)).at("answer");
    Integer status = status(answer.text("statusCode", ""));
    Object body = answer.get("body");
    if (status == null || (body != null && !(body instanceof String))) {
      return null;
    }
    byte[] bytes = bytes(body == null ? "" : body.toString(), answer);
    return bytes == null ? null : new HttpAnswer(status, headers(answer), bytes);
  }

  private static @Nullable Integer status(String text) {
    return text.matches("[1-5]\\d\\d") ? Integer.valueOf(text) : null;
  }

  private static byte @Nullable [] bytes(String body, Document answer) {
    if (!answer.flag("isBase64Encoded", false)) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Map<String, List<String>> headers(Document answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    answer.at("headers").values().forEach((name, value) -> put(headers, name, List.of(value)));
    Document multi = answer.at("multiValueHeaders");
    multi.values().keySet().forEach(name -> put(headers, name, multi.list(name)));
    List<String> cookies = answer.texts("cookies");
    if (!cookies.isEmpty()) {
      headers.computeIfAbsent("set-cookie", name -> new ArrayList<>()).addAll(cookies);
    }
    headers.putIfAbsent("content-type", List.of("text/plain;charset=UTF-8"));
    return headers;
  }

  private static void put(Map<String, List<String>> headers, String name, List<?> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(String.valueOf(value)));
    headers.put(name.toLowerCase(Locale.ROOT), texts);
  }
}

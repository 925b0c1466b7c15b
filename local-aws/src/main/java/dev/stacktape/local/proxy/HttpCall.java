package dev.stacktape.local.proxy;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client.
 *
 * @param path as it stands in events: HTTP APIs decode it, function URLs do not; with the stage
 *     when the client named one
 * @param query as the client sent it; empty when there is none
 * @param headers by lower-case name
 */
public record HttpCall(
    String requestId,
    Instant time,
    String method,
    String path,
    String query,
    String protocol,
    Map<String, List<String>> headers,
    byte[] body,
    String sourceIp) {

  /** The first value of a header, or null. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** All values of a header joined by commas, or another text when it was not sent. */
  public String header(String name, String otherwise) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? otherwise : String.join(",", values);
  }

  /** The decoded query parameters, in order. */
  public Map<String, List<String>> queryParameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  /** The cookies, each as {@code name=value}. */
  public List<String> cookies() {
    List<String> cookies = new ArrayList<>();
    for (String line : headers.getOrDefault("cookie", List.of())) {
      for (String cookie : line.split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    return cookies;
  }

  /** Whether the body is handed to functions as it is, rather than in base64. */
  boolean isText() {
    String type = header("content-type", "").toLowerCase(Locale.ROOT);
    String mime = type.split(";", 2)[0].strip();
    boolean textual =
        mime.isEmpty()
            || mime.startsWith("text/")
            || mime.endsWith("+json")
            || mime.endsWith("+xml")
            || List.of("application/json", "application/xml", "application/javascript")
                .contains(mime);
    return textual && isUtf8(body) && header("content-encoding") == null;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Decodes form-encoded text; a malformed escape stays as it is. */
  public static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}

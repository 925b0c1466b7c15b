package dev.stacktape.local;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over the wire. */
public record AwsResponse(int status, Map<String, String> headers, byte[] body) {

  /** An XML answer. */
  public static AwsResponse xml(int status, String xml) {
    return text(status, "text/xml", xml);
  }

  /** A JSON answer of the {@code application/x-amz-json-1.0/1.1} protocols or plain REST-JSON. */
  public static AwsResponse json(int status, String contentType, String json) {
    return text(status, contentType, json);
  }

  /** An answer without a body. */
  public static AwsResponse empty(int status) {
    return new AwsResponse(status, Map.of(), new byte[0]);
  }

  /** The same answer with one more header. */
  public AwsResponse header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AwsResponse(status, more, body);
  }

  private static AwsResponse text(int status, String contentType, String text) {
    return new AwsResponse(
        status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }
}

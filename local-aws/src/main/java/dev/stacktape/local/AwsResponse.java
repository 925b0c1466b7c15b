package dev.stacktape.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back over the wire.
 *
 * @param body the answer's bytes; empty when they come from a file
 * @param file bytes that are sent from disk instead of {@code body}
 */
public record AwsResponse(
    int status, Map<String, String> headers, byte[] body, @Nullable FileRange file) {

  /**
   * A part of a file.
   *
   * @param offset of the first byte
   * @param length in bytes
   */
  public record FileRange(Path path, long offset, long length) {}

  /** An answer from memory. */
  public AwsResponse(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, null);
  }

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

  /** An answer whose bytes are sent from disk. */
  public static AwsResponse file(int status, FileRange range) {
    return new AwsResponse(status, Map.of(), new byte[0], range);
  }

  /** The same answer with one more header. */
  public AwsResponse header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AwsResponse(status, more, body, file);
  }

  /** Length of what is sent, in bytes. */
  public long length() {
    return file == null ? body.length : file.length();
  }

  private static AwsResponse text(int status, String contentType, String text) {
    return new AwsResponse(
        status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }
}

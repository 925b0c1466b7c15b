package dev.stacktape.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, with what every service needs read out of it.
 *
 * @param id the request id, as every answer carries it
 * @param method HTTP method, upper case
 * @param path the raw, still percent-encoded path; always path-style for S3
 * @param query decoded query parameters; a parameter without a value maps to an empty string
 * @param headers by lower-case name; the trailers of an {@code aws-chunked} body are among them
 * @param body already unwrapped when it came {@code aws-chunked}; empty when there is a bodyFile
 * @param bodyFile holds the body instead of {@code body} when it is large; a service may move it
 *     away, otherwise it is gone when the call ends
 * @param service the signing name from the credential scope, such as {@code s3}; empty when the
 *     request is not signed
 * @param region from the credential scope; empty when the request is not signed
 * @param accessKey from the credential scope; empty when the request is not signed
 */
public record AwsRequest(
    String id,
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    byte[] body,
    @Nullable Path bodyFile,
    String service,
    String region,
    String accessKey) {

  /** A request with a small body. */
  public AwsRequest(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, List<String>> headers,
      byte[] body,
      String service,
      String region,
      String accessKey) {
    this("", method, path, query, headers, body, null, service, region, accessKey);
  }

  /** The first value of a header, or null. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** The first value of a query parameter, or null. */
  public @Nullable String queryParameter(String name) {
    List<String> values = query.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The whole body in memory, wherever it was kept. */
  public byte[] bytes() {
    if (bodyFile == null) {
      return body;
    }
    try {
      return Files.readAllBytes(bodyFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body from its beginning, wherever it was kept. */
  public InputStream open() throws IOException {
    return bodyFile == null ? new ByteArrayInputStream(body) : Files.newInputStream(bodyFile);
  }

  /** Length of the body in bytes. */
  public long length() throws IOException {
    return bodyFile == null ? body.length : Files.size(bodyFile);
  }
}

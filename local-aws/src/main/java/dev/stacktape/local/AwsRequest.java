package dev.stacktape.local;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, with what every service needs read out of it.
 *
 * @param method HTTP method, upper case
 * @param path the raw, still percent-encoded path
 * @param query decoded query parameters; a parameter without a value maps to an empty string
 * @param headers by lower-case name
 * @param body already unwrapped when it came {@code aws-chunked}
 * @param service the signing name from the credential scope, such as {@code s3}
 * @param region from the credential scope
 * @param accessKey from the credential scope; empty when the request is not signed
 */
public record AwsRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    byte[] body,
    String service,
    String region,
    String accessKey) {

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
    return new String(body, StandardCharsets.UTF_8);
  }
}

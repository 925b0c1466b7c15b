package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about an object apart from its bytes.
 *
 * @param headers system headers, by lower-case name
 * @param metadata user metadata, by lower-case name without the prefix
 */
record ObjectHeaders(
    Map<String, String> headers, Map<String, String> metadata, Map<String, String> tags) {
  private static final String METADATA = "x-amz-meta-";
  private static final List<String> KEPT =
      List.of(
          "content-type",
          "content-encoding",
          "content-language",
          "content-disposition",
          "cache-control",
          "expires",
          "x-amz-storage-class",
          "x-amz-website-redirect-location",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id");

  static ObjectHeaders of(AwsRequest request) {
    Map<String, String> headers = new TreeMap<>();
    Map<String, String> metadata = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> {
              String value = String.join(",", values);
              if (KEPT.contains(name)) {
                headers.put(name, value);
              } else if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
              }
            });
    headers.putIfAbsent("content-type", "binary/octet-stream");
    headers.putIfAbsent("x-amz-server-side-encryption", "AES256");
    // The standard class is the one that is never named.
    headers.remove("x-amz-storage-class", "STANDARD");
    return new ObjectHeaders(headers, metadata, tags(request.header("x-amz-tagging")));
  }

  /** Tags in the form of a query string. */
  private static Map<String, String> tags(@Nullable String form) {
    Map<String, String> tags = new TreeMap<>();
    for (String pair : form == null ? new String[0] : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        tags.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return tags;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(
          400,
          "InvalidArgument",
          "The header 'x-amz-tagging' shall be encoded as UTF-8 then URL encoded");
    }
  }

  /** Adds what was kept to the answer of a download. */
  static AwsResponse addTo(AwsResponse response, ObjectVersion version) {
    AwsResponse full = response;
    for (Map.Entry<String, String> header : version.headers().entrySet()) {
      full = full.header(capitals(header.getKey()), header.getValue());
    }
    for (Map.Entry<String, String> entry : version.metadata().entrySet()) {
      full = full.header(METADATA + entry.getKey(), entry.getValue());
    }
    return version.tags().isEmpty()
        ? full
        : full.header("x-amz-tagging-count", Integer.toString(version.tags().size()));
  }

  /** {@code content-type} as {@code Content-Type}, the spelling of {@link AwsResponse}. */
  private static String capitals(String name) {
    StringBuilder spelled = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      if (i == 0 || name.charAt(i - 1) == '-') {
        spelled.setCharAt(i, Character.toUpperCase(name.charAt(i)));
      }
    }
    return spelled.toString();
  }
}

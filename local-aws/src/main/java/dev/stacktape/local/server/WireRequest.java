package dev.stacktape.local.server;

import com.sun.net.httpserver.HttpExchange;
import dev.stacktape.local.AwsError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The plain HTTP side of a request: what stands in its first line and its headers.
 *
 * @param path raw, still percent-encoded
 * @param query decoded
 * @param headers by lower-case name; changed when trailers come in
 */
record WireRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers) {

  static WireRequest of(HttpExchange exchange) {
    // Not getPath(): the URI class takes "//key" for a host name.
    String target = exchange.getRequestURI().toString();
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return new WireRequest(
        exchange.getRequestMethod().toUpperCase(Locale.ROOT),
        path,
        query(question < 0 ? "" : target.substring(question + 1)),
        headers);
  }

  /** The first value of a header; empty when it was not sent. */
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /** The same request with another path. */
  WireRequest at(String otherPath) {
    return new WireRequest(method, otherPath, query, headers);
  }

  /**
   * Reads the body, unwrapped when it is {@code aws-chunked}; trailers join the headers.
   *
   * @throws EOFException when the client went away in the middle
   */
  void readBody(InputStream raw, SpooledBody body) throws IOException {
    try (InputStream in = new BufferedInputStream(raw, 64 * 1024);
        body) {
      if (AwsChunked.isUsed(headers)) {
        AwsChunked.unwrap(in, body).forEach((name, value) -> headers.put(name, List.of(value)));
        removeAwsChunked();
        refuseOtherLength("x-amz-decoded-content-length", body.length());
      } else {
        in.transferTo(body);
        String announced = header("content-length");
        // The JDK's server ends the stream quietly when the connection breaks.
        if (!announced.isEmpty() && Long.parseLong(announced) != body.length()) {
          throw new EOFException("The connection ended within the body");
        }
      }
    }
  }

  private void refuseOtherLength(String header, long length) {
    String announced = header(header);
    if (!announced.isEmpty() && !announced.equals(Long.toString(length))) {
      throw new AwsError(
          400,
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
  }

  /** The encoding was for the way only; what the object keeps is the rest. */
  private void removeAwsChunked() {
    List<String> rest = new ArrayList<>();
    for (String encoding : header("content-encoding").split(",", -1)) {
      if (!encoding.isBlank() && !encoding.trim().equalsIgnoreCase("aws-chunked")) {
        rest.add(encoding.trim());
      }
    }
    if (rest.isEmpty()) {
      headers.remove("content-encoding");
    } else {
      headers.put("content-encoding", List.of(String.join(",", rest)));
    }
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.computeIfAbsent(decode(name), n -> new ArrayList<>()).add(decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "InvalidURI", "Couldn't parse the specified URI.");
    }
  }
}

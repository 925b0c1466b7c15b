package dev.stacktape.mcp.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP request written by hand, so that it can say what no client library would. */
final class RawRequest {
  private static final int PATIENCE_MILLIS = 30_000;

  private final URI uri;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String method = "POST";
  private String path;
  private String body = "";

  RawRequest(URI uri, String token) {
    this.uri = uri;
    this.path = uri.getPath();
    header("Host", "127.0.0.1:" + uri.getPort());
    header("Authorization", "Bearer " + token);
    header("Accept", "application/json, text/event-stream");
    header("Content-Type", "application/json");
  }

  /** Sets a header; null takes it away. */
  RawRequest header(String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  RawRequest method(String other) {
    method = other;
    return this;
  }

  RawRequest path(String other) {
    path = other;
    return this;
  }

  RawRequest body(String text) {
    body = text;
    return this;
  }

  record Reply(int status, String head, String body) {
    String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }
  }

  /** Sends it and reads until the server closes. */
  Reply send() throws IOException {
    try (Socket socket = open()) {
      String whole = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = whole.indexOf("\r\n\r\n");
      return new Reply(
          Integer.parseInt(whole.split(" ", 3)[1]),
          whole.substring(0, end),
          whole.substring(end + 4));
    }
  }

  /** Sends it; the answer is left to the caller. */
  Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n");
    OutputStream out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException refused) {
      // The server has answered before it has read everything, as it may.
    }
    return socket;
  }
}

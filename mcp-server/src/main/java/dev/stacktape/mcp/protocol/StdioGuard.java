package dev.stacktape.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Stands between standard input and output and the protocol's SDK, which ends with the first line
 * that is no JSON, goes on with what was cancelled, and drops answers at the end of input.
 */
final class StdioGuard {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final McpJsonMapper SDK_JSON = new JacksonMcpJsonMapper(JSON);
  private static final int LONGEST_LINE = 4 * 1024 * 1024;
  private static final int PIPE = 1024 * 1024;
  private static final long DRAIN_MILLIS = 60_000;

  private final InputStream in;
  private final OutputStream out;
  private final InFlight inFlight;
  private final PipedOutputStream toSdk = new PipedOutputStream();
  private final PipedInputStream sdkIn;
  private final OutputStream sdkOut = new Answers();
  private boolean initialized;

  StdioGuard(InputStream in, OutputStream out, InFlight inFlight) throws IOException {
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.inFlight = inFlight;
    this.sdkIn = new PipedInputStream(toSdk, PIPE);
  }

  /** What the SDK reads. */
  InputStream input() {
    return sdkIn;
  }

  /** What the SDK writes to. */
  OutputStream output() {
    return sdkOut;
  }

  /** Hands requests on until the input ends and every answer has gone out. */
  void run() throws IOException, InterruptedException {
    Line line = new Line();
    while (line.read()) {
      accept(line);
    }
    inFlight.drain(DRAIN_MILLIS);
    toSdk.close();
  }

  private void accept(Line line) throws IOException {
    if (line.isTooLong()) {
      reject(-32600, "The message is longer than 4 MB");
      return;
    }
    String text = line.text();
    if (text.isBlank()) {
      return;
    }
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      reject(-32700, "Parse error");
      return;
    }
    if (!JsonRpc.isMessage(message)) {
      reject(JsonRpc.idOf(message), -32600, "Not a JSON-RPC 2.0 message");
      return;
    }
    ObjectNode object = (ObjectNode) message;
    if (object.path("method").asText().equals("notifications/cancelled")) {
      inFlight.cancel(object.path("params").path("requestId").toString());
      return;
    }
    if (!isReadable(text)) {
      // The SDK would end with it.
      reject(JsonRpc.idOf(message), -32600, "Not a message of the protocol");
      return;
    }
    if (object.has("method") && object.has("id")) {
      JsonNode id = object.get("id");
      String method = object.path("method").asText();
      initialized |= method.equals("initialize");
      if (!initialized && !method.equals("ping")) {
        // The SDK would wait for it without a word.
        reject(id, -32600, "The first request has to be initialize");
        return;
      }
      String request = object.get("id").toString();
      inFlight.begin(request);
      if (method.equals("tools/call")) {
        InFlight.mark(object, request);
      }
    }
    toSdk.write((JSON.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8));
    toSdk.flush();
  }

  private static boolean isReadable(String text) {
    try {
      return McpSchema.deserializeJsonRpcMessage(SDK_JSON, text) != null;
    } catch (IOException | RuntimeException unreadable) {
      return false;
    }
  }

  private void reject(int code, String message) throws IOException {
    reject(NullNode.getInstance(), code, message);
  }

  private void reject(JsonNode id, int code, String message) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("jsonrpc", "2.0");
    answer.set("id", id);
    answer.putObject("error").put("code", code).put("message", message);
    send(JSON.writeValueAsString(answer));
  }

  private void send(String line) throws IOException {
    synchronized (out) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  /** A line of the input; what is too long is read over, not kept. */
  private final class Line {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean tooLong;

    /** Whether there was one. */
    boolean read() throws IOException {
      bytes.reset();
      tooLong = false;
      int next = in.read();
      boolean any = next >= 0;
      while (next >= 0 && next != '\n') {
        if (bytes.size() < LONGEST_LINE) {
          bytes.write(next);
        } else {
          tooLong = true;
        }
        next = in.read();
      }
      return any;
    }

    boolean isTooLong() {
      return tooLong;
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** Lets answers out line by line, those of cancelled requests left out. */
  private final class Answers extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) throws IOException {
      if (b == '\n') {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        pass(text);
      } else {
        line.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }

    private void pass(String text) throws IOException {
      if (text.isBlank()) {
        return;
      }
      JsonNode message = JSON.readTree(text);
      if (!message.has("id") || message.has("method")) {
        send(text);
        return;
      }
      String request = message.get("id").toString();
      if (!inFlight.isCancelled(request)) {
        send(text);
      }
      // Last, because at the end of input this is what is waited for.
      inFlight.end(request);
    }
  }
}

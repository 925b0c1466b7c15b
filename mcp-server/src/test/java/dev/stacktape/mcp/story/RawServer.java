package dev.stacktape.mcp.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server process, spoken to line by line, so that it can be treated badly. */
final class RawServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final BufferedReader out;
  private int lastId;

  private RawServer(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static RawServer start(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ServerCommand.java());
    command.addAll(ServerCommand.arguments(options));
    RawServer server =
        new RawServer(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    server.ask(
        "initialize",
        Map.of(
            "protocolVersion",
            "2025-11-25",
            "capabilities",
            Map.of(),
            "clientInfo",
            Map.of("name", "raw", "version", "1")));
    server.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
    return server;
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(bytes);
    in.flush();
  }

  /** Sends a request and reads until it is answered. */
  JsonNode ask(String method, Map<String, Object> params) throws IOException {
    int id = ++lastId;
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    send(JSON.writeValueAsString(message) + "\n");
    JsonNode answer = read();
    while (answer.path("id").asInt(-1) != id) {
      answer = read();
    }
    return answer.path("result");
  }

  /** The next line; the whole output has to be JSON. */
  JsonNode read() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The server has ended");
    }
    return JSON.readTree(line);
  }

  JsonNode call(String tool, Map<String, Object> arguments) throws IOException {
    return ask("tools/call", Map.of("name", tool, "arguments", arguments)).at("/structuredContent");
  }

  /** Ends the input, as a client does that goes away; the exit code. */
  int endOfInput() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("The server did not end");
    }
    return process.exitValue();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

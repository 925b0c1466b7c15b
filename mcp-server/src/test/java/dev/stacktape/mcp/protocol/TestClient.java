package dev.stacktape.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.mcp.offer.Offer;
import dev.stacktape.mcp.tool.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that speaks the protocol by hand, so that it can also speak it wrongly. */
public final class TestClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 60;

  private final OutputStream toServer;
  private final Thread server;
  private final Thread reader;
  private final BlockingQueue<JsonNode> others = new LinkedBlockingQueue<>();
  private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
  private final String instructions;
  private int lastId;

  private TestClient(Offer offer, Map<String, Object> capabilities) throws IOException {
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream serverIn = new PipedInputStream(out, 1 << 20);
    PipedOutputStream serverOut = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(serverOut, 1 << 20);
    this.toServer = out;
    this.server =
        new Thread(
            () -> {
              try (serverOut) {
                new StdioServer(offer, "test").run(serverIn, serverOut);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "server");
    this.reader = new Thread(() -> read(in), "client");
    server.start();
    reader.start();
    int id =
        send(
            "initialize",
            Map.of(
                "protocolVersion",
                "2025-11-25",
                "capabilities",
                capabilities,
                "clientInfo",
                Map.of("name", "test", "version", "1")));
    this.instructions = await(id).at("/instructions").asText();
    notify("notifications/initialized", Map.of());
  }

  /** A client that can do nothing but call tools. */
  public static TestClient of(List<Tool> tools) throws IOException {
    return of(Offer.of(tools));
  }

  /** A client of all that is offered. */
  public static TestClient of(Offer offer) throws IOException {
    return new TestClient(offer, Map.of());
  }

  /** A client that declares capabilities. */
  public static TestClient with(List<Tool> tools, Map<String, Object> capabilities)
      throws IOException {
    return new TestClient(Offer.of(tools), capabilities);
  }

  private void read(PipedInputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode message = JSON.readTree(line);
        if (message.hasNonNull("id") && !message.has("method")) {
          synchronized (answers) {
            answers.put(message.get("id").toString(), message);
            answers.notifyAll();
          }
        } else {
          others.add(message);
        }
      }
    } catch (IOException ended) {
      // The server has gone.
    }
  }

  /** What the server says about itself. */
  public String instructions() {
    return instructions;
  }

  /** Sends a line as it is. */
  public void sendRaw(String line) throws IOException {
    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  /** Sends a request; returns its id. */
  public int send(String method, Map<String, Object> params) throws IOException {
    int id = ++lastId;
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    sendRaw(JSON.writeValueAsString(message));
    return id;
  }

  /** Sends a notification. */
  public void notify(String method, Map<String, Object> params) throws IOException {
    sendRaw(JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "method", method, "params", params)));
  }

  /** Answers a request of the server. */
  public void answer(JsonNode id, Map<String, Object> result) throws IOException {
    sendRaw(JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", id, "result", result)));
  }

  /** Calls a tool and waits. */
  public JsonNode call(String tool, Map<String, Object> arguments) throws IOException {
    return await(send("tools/call", Map.of("name", tool, "arguments", arguments)));
  }

  /** The result of a request. */
  public JsonNode await(int id) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    synchronized (answers) {
      while (!answers.containsKey(String.valueOf(id))) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("No answer to request " + id);
        }
        try {
          answers.wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      JsonNode answer = answers.remove(String.valueOf(id));
      return answer.has("result") ? answer.get("result") : answer;
    }
  }

  /** Whether a request was answered. */
  public boolean answered(int id) {
    return answers.containsKey(String.valueOf(id));
  }

  /** The next message that answers nothing: a notification, an error without id, a request. */
  public JsonNode next() throws InterruptedException {
    JsonNode message = others.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("Nothing came");
    }
    return message;
  }

  /** Ends the input of the server. */
  public void closeInput() throws IOException {
    toServer.close();
  }

  /** Waits until the server has ended by itself. */
  public void awaitEnd() throws InterruptedException {
    server.join(TimeUnit.SECONDS.toMillis(SECONDS));
    reader.join(TimeUnit.SECONDS.toMillis(SECONDS));
  }

  /** Ends the input and waits for the end. */
  public void endOfInput() throws IOException, InterruptedException {
    closeInput();
    awaitEnd();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    endOfInput();
  }
}

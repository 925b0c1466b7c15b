package dev.stacktape.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stacktape.local.http.LoopbackServer;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The Lambda Runtime API of one process, on a loopback port of its own. */
final class RuntimeApi implements AutoCloseable {
  static final int RESPONSE_LIMIT = 6_291_556;
  private static final String PREFIX = "/2018-06-01/runtime/";

  /** An event on its way to the handler. */
  record Job(
      String requestId,
      byte[] payload,
      Instant deadline,
      String functionArn,
      String traceId,
      @Nullable String clientContext,
      CompletableFuture<Reply> reply) {}

  /** What the handler made of an event: an answer or a failure, both as JSON. */
  record Reply(byte[] payload, boolean failed) {
    static Reply failure(String type, String message) {
      return failure(
          Document.empty().with("errorMessage", message).with("errorType", type).bytes());
    }

    static Reply failure(byte[] payload) {
      return new Reply(payload, true);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(RuntimeApi::daemon);
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Job> current = new AtomicReference<>();
  private final CompletableFuture<@Nullable Reply> ready = new CompletableFuture<>();
  private volatile CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

  RuntimeApi() {
    server = LoopbackServer.open(0);
    server.createContext(PREFIX, this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "lambda-runtime-api");
    thread.setDaemon(true);
    return thread;
  }

  /** {@code host:port}, as the process is told. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Completed with null when the handler is loaded, or with the failure to load it. */
  CompletableFuture<@Nullable Reply> ready() {
    return ready;
  }

  /** Hands an event over; the job's reply is completed when the handler has answered. */
  void submit(Job job) {
    done = new CompletableFuture<>();
    jobs.add(job);
  }

  /**
   * Waits until the process asks for the next event, by which it has also logged all about the last
   * one; not for long, as some ask late.
   */
  void awaitDone(Duration limit) throws InterruptedException {
    try {
      var unused = done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillAtWork) {
      // What it logs from here on comes after the end of the invocation.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
      if (path.equals("invocation/next")) {
        next(exchange);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 202;
      if (path.equals("init/error")) {
        ready.complete(Reply.failure(body));
      } else if (path.startsWith("invocation/")) {
        status = finish(path.split("/"), body);
      } else {
        status = 404;
      }
      send(exchange, status, "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    // Once it counts as ready there may be a next event, with another end.
    done.complete(null);
    ready.complete(null);
    Job job = jobs.take();
    current.set(job);
    Map<String, String> headers =
        Map.of(
            "Lambda-Runtime-Aws-Request-Id", job.requestId(),
            "Lambda-Runtime-Deadline-Ms", String.valueOf(job.deadline().toEpochMilli()),
            "Lambda-Runtime-Invoked-Function-Arn", job.functionArn(),
            // AWS's runtime interface client crashes in native code without this one.
            "Lambda-Runtime-Trace-Id", job.traceId());
    headers.forEach(exchange.getResponseHeaders()::set);
    if (job.clientContext() != null) {
      exchange.getResponseHeaders().set("Lambda-Runtime-Client-Context", job.clientContext());
    }
    send(exchange, 200, job.payload());
  }

  /** The path is {@code invocation/<request id>/response} or {@code .../error}. */
  private int finish(String[] path, byte[] body) {
    Job job = current.get();
    if (path.length != 3 || job == null || !job.requestId().equals(path[1])) {
      return 400;
    }
    if (path[2].equals("error")) {
      job.reply().complete(Reply.failure(body));
      return 202;
    }
    if (body.length > RESPONSE_LIMIT) {
      String message =
          "Response payload size exceeded maximum allowed payload size ("
              + RESPONSE_LIMIT
              + " bytes).";
      job.reply().complete(Reply.failure("Function.ResponseSizeTooLarge", message));
      return 413;
    }
    job.reply().complete(new Reply(body, false));
    return 202;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

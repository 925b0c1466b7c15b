package dev.stacktape.local.child;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda runtime loop in plain Java, for machines on which AWS's own client has no native part:
 * fetch an invocation, call the handler, post the answer, again and again. Follows <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>.
 */
public final class RuntimeLoop {
  private static final int CONNECTION_LOST = 1;

  private final String api;

  private RuntimeLoop(String api) {
    this.api = "http://" + api + "/2018-06-01/runtime/";
  }

  record Invocation(InvocationContext context, byte[] event) {}

  /** Runs until the process is ended; the argument is the handler's name. */
  public static void main(String[] args) throws Exception {
    new RuntimeLoop(System.getenv("AWS_LAMBDA_RUNTIME_API")).run(args[0]);
  }

  private void run(String name) throws IOException {
    Handlers.Handler handler = load(name);
    while (true) {
      Invocation invocation = next();
      String path = "invocation/" + invocation.context().getAwsRequestId();
      System.setProperty("com.amazonaws.xray.traceHeader", invocation.context().traceId());
      try {
        byte[] answer =
            handler.handle(new ByteArrayInputStream(invocation.event()), invocation.context());
        post(path + "/response", answer, null);
      } catch (Throwable e) {
        report(path + "/error", e);
        if (e instanceof VirtualMachineError) {
          Runtime.getRuntime().halt(CONNECTION_LOST);
        }
      }
    }
  }

  private Handlers.Handler load(String name) throws IOException {
    try {
      return Handlers.load(name, Thread.currentThread().getContextClassLoader());
    } catch (Throwable e) {
      report("init/error", e);
      Runtime.getRuntime().halt(CONNECTION_LOST);
      throw new IllegalStateException(e);
    }
  }

  private Invocation next() throws IOException {
    HttpURLConnection connection = open("invocation/next");
    try (InputStream in = connection.getInputStream()) {
      return new Invocation(InvocationContext.of(connection), in.readAllBytes());
    }
  }

  private void report(String path, Throwable error) throws IOException {
    error.printStackTrace();
    post(path, errorJson(error).getBytes(StandardCharsets.UTF_8), error.getClass().getName());
  }

  private void post(String path, byte[] body, @Nullable String errorType) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json");
    if (errorType != null) {
      connection.setRequestProperty("Lambda-Runtime-Function-Error-Type", errorType);
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    // Reading the status sends the request; a refusal (answer too large) is told to the caller by
    // the other side, so there is nothing to do about it here.
    connection.getResponseCode();
    InputStream rest = connection.getErrorStream();
    try (InputStream in = rest == null ? connection.getInputStream() : rest) {
      in.readAllBytes();
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(api + path).toURL().openConnection();
  }

  private static String errorJson(Throwable error) {
    String trace =
        Arrays.stream(error.getStackTrace())
            .map(frame -> quoted(frame.toString()))
            .collect(Collectors.joining(","));
    StringBuilder json = new StringBuilder("{");
    if (error.getMessage() != null) {
      json.append("\"errorMessage\":").append(quoted(error.getMessage())).append(',');
    }
    json.append("\"errorType\":").append(quoted(error.getClass().getName()));
    json.append(",\"stackTrace\":[").append(trace).append(']');
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}

package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LibraryResolver;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.TestLibraries;
import dev.stacktape.local.lambda.FunctionInvoker.Answer;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Lambda without an endpoint around it, and the few calls that tests make all the time. */
public final class LambdaFixture implements AutoCloseable {
  public static final String ACCOUNT = "123456789012";
  public static final String REGION = "eu-west-1";
  public static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/test";

  public final LocalContext context;
  public final Lambda lambda;
  public final List<String> log = new CopyOnWriteArrayList<>();

  public LambdaFixture(Path state) {
    this(state, true, new TestLibraries());
  }

  LambdaFixture(Path state, boolean nativeClient, LibraryResolver libraries) {
    this(state, nativeClient, libraries, new TimedDelays());
  }

  LambdaFixture(Path state, boolean nativeClient, LibraryResolver libraries, Delays delays) {
    context =
        new LocalContext(
            state,
            ACCOUNT,
            Clock.systemUTC(),
            new Faults(),
            libraries,
            () -> "http://127.0.0.1:4566");
    LogSink logs = (group, stream, lines) -> lines.forEach(line -> log.add(group + " " + line));
    lambda =
        new Lambda(
            context,
            (bucket, key, version) -> object(state, key),
            logs,
            MetricSink.none(),
            nativeClient,
            delays);
  }

  private static Path object(Path state, String key) {
    Path file = state.resolve("objects").resolve(key);
    if (!Files.exists(file)) {
      throw new AwsError(404, "NoSuchKey", "The specified key does not exist.");
    }
    return file;
  }

  /** Puts an object where functions can be loaded from. */
  public void object(String key, byte[] content) {
    try {
      Path file = context.state().resolve("objects").resolve(key);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One call of the API. */
  public Document call(String method, String path, Object body) {
    return Document.parse(new String(raw(method, path, body).body(), StandardCharsets.UTF_8));
  }

  public AwsResponse raw(String method, String path, Object body) {
    byte[] bytes =
        body == null ? new byte[0] : Document.json(body).getBytes(StandardCharsets.UTF_8);
    return lambda.handle(
        new AwsRequest(method, path, Map.of(), Map.of(), bytes, "lambda", REGION, "test"));
  }

  public void createJava(String name, String className, String source) {
    create(name, "java17", className, HandlerZip.java(className, source), Map.of());
  }

  public Document create(
      String name, String runtime, String handler, byte[] zip, Map<String, Object> more) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("FunctionName", name);
    request.put("Runtime", runtime);
    request.put("Handler", handler);
    request.put("Role", ROLE);
    request.put("Timeout", 20);
    request.put("MemorySize", 256);
    request.put("Code", Map.of("ZipFile", Base64.getEncoder().encodeToString(zip)));
    request.putAll(more);
    return call("POST", "/2015-03-31/functions", request);
  }

  public Answer invoke(String name, String event) {
    return lambda
        .invoker()
        .invoke(FunctionRef.parse(name, REGION, null), event.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(Answer answer) {
    return new String(answer.payload(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    lambda.close();
  }
}

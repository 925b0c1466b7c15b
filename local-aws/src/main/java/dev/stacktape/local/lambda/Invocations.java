package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.lambda.RuntimeApi.Job;
import dev.stacktape.local.lambda.RuntimeApi.Reply;
import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The Invoke operation, without its HTTP. */
final class Invocations implements FunctionInvoker {
  static final int REQUEST_LIMIT = 6_291_456;

  private final LocalContext context;
  private final Functions functions;
  private final Fleet fleet;
  private final LogSink logs;
  private final MetricSink metrics;
  private final AsyncEvents later;

  Invocations(
      LocalContext context,
      Functions functions,
      Fleet fleet,
      LogSink logs,
      MetricSink metrics,
      Delays delays) {
    this.context = context;
    this.functions = functions;
    this.fleet = fleet;
    this.logs = logs;
    this.metrics = metrics;
    this.later = new AsyncEvents(this, functions, delays, context);
  }

  @Override
  public Answer invoke(FunctionRef ref, byte[] event) {
    return invoke(ref, event, null);
  }

  Answer invoke(FunctionRef ref, byte[] event, @Nullable String clientContext) {
    String requestId = UUID.randomUUID().toString();
    FunctionVersion version = functions.resolve(ref, draw(requestId));
    long start = System.nanoTime();
    try {
      Answer answer = run(requestId, ref, version, event, clientContext);
      double millis = Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6;
      double errors = answer.functionError() == null ? 0 : 1;
      measure(
          ref, Map.of("Invocations", 1.0, "Errors", errors, "Throttles", 0.0, "Duration", millis));
      return answer;
    } catch (AwsError refused) {
      if (refused.status() == 429) {
        measure(ref, Map.of("Throttles", 1.0));
      }
      throw refused;
    }
  }

  private void measure(FunctionRef ref, Map<String, Double> values) {
    metrics.record("AWS/Lambda", Map.of("FunctionName", ref.name()), values);
  }

  /** Checks all that Invoke checks before it calls. */
  void checkOnly(FunctionRef ref) {
    functions.resolve(ref, 1);
  }

  @Override
  public void invokeLater(FunctionRef ref, byte[] event) {
    checkOnly(ref);
    later.add(ref, event);
  }

  @Override
  public boolean allows(FunctionRef ref, String principal, String sourceArn) {
    LambdaFunction function = functions.store().find(ref.region(), ref.name());
    return function != null
        && function.policies().getOrDefault(ref.qualifierOr(""), List.of()).stream()
            .anyMatch(statement -> Policy.allows(statement, principal, sourceArn));
  }

  private Answer run(
      String requestId,
      FunctionRef ref,
      FunctionVersion version,
      byte[] event,
      @Nullable String clientContext) {
    Integer reserved = functions.store().get(ref).reserved();
    ExecutionEnvironment environment;
    try {
      environment = fleet.acquire(version, reserved);
    } catch (AwsError e) {
      if (!e.code().startsWith("Runtime.") && !e.code().equals("ProcessNotStarted")) {
        throw e;
      }
      return notStarted(requestId, version, e);
    }
    try {
      Reply reply =
          environment.handle(
              requestId,
              deadline ->
                  new Job(
                      requestId,
                      event,
                      deadline,
                      ref.arn(context.account()),
                      traceId(deadline.getEpochSecond(), requestId),
                      clientContext,
                      new CompletableFuture<>()));
      return new Answer(
          requestId,
          reply.payload(),
          reply.failed() ? "Unhandled" : null,
          version.version(),
          environment.log().tail());
    } finally {
      fleet.release(environment);
    }
  }

  /** What stands in the way of this machine is the answer, as if the runtime had said it. */
  private Answer notStarted(String requestId, FunctionVersion version, AwsError error) {
    String line = "RequestId: " + requestId + " Error: " + error.getMessage();
    logs.append(version.logGroup(), "start/[" + version.version() + "]", List.of(line));
    byte[] payload =
        new Document(
                Map.of(
                    "errorType", error.code(), "errorMessage", String.valueOf(error.getMessage())))
            .bytes();
    byte[] tail = (line + "\n").getBytes(StandardCharsets.UTF_8);
    return new Answer(requestId, payload, "Unhandled", version.version(), tail);
  }

  private static double draw(String requestId) {
    return Math.floorMod(requestId.hashCode(), 10_000) / 10_000.0;
  }

  private static String traceId(long seconds, String requestId) {
    String id = requestId.replace("-", "");
    return String.format(
        "Root=1-%08x-%s;Parent=%s;Sampled=0", seconds, id.substring(0, 24), id.substring(0, 16));
  }

  void close() {
    later.close();
  }
}

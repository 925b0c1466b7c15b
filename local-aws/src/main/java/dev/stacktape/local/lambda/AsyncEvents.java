package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.value.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events that nobody waits for. A failed one is tried again after one minute, then after two, as
 * AWS does; what fails for good goes to the function's failure destination when that is a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     Error handling of asynchronous invocations</a>
 */
final class AsyncEvents {
  private static final int RETRIES = 2;

  private final Invocations invocations;
  private final Functions functions;
  private final Delays delays;
  private final LocalContext context;
  private volatile boolean closed;

  AsyncEvents(Invocations invocations, Functions functions, Delays delays, LocalContext context) {
    this.invocations = invocations;
    this.functions = functions;
    this.delays = delays;
    this.context = context;
  }

  void add(FunctionRef ref, byte[] event) {
    delays.after(Duration.ZERO, () -> attempt(ref, event, 0));
  }

  private void attempt(FunctionRef ref, byte[] event, int attempt) {
    if (closed) {
      return;
    }
    boolean failed;
    FunctionInvoker.Answer answer = null;
    try {
      answer = invocations.invoke(ref, event);
      failed = answer.functionError() != null;
    } catch (AwsError e) {
      if (e.code().equals("ResourceNotFoundException")) {
        return;
      }
      failed = true;
    }
    Document config = config(ref);
    if (failed && attempt < config.number("MaximumRetryAttempts", RETRIES)) {
      delays.after(Duration.ofMinutes(attempt + 1L), () -> attempt(ref, event, attempt + 1));
    } else if (answer != null) {
      pass(config, ref, event, answer, attempt + 1);
    }
  }

  private Document config(FunctionRef ref) {
    LambdaFunction function = functions.store().find(ref.region(), ref.name());
    Map<String, Object> config =
        function == null
            ? null
            : function.asyncConfigs().get(ref.qualifierOr(FunctionVersion.LATEST));
    return config == null ? Document.empty() : new Document(config);
  }

  private void pass(
      Document config, FunctionRef ref, byte[] event, FunctionInvoker.Answer answer, int attempts) {
    boolean failed = answer.functionError() != null;
    String destination =
        config
            .at("DestinationConfig")
            .at(failed ? "OnFailure" : "OnSuccess")
            .text("Destination", "");
    if (destination.startsWith("arn:aws:lambda:")) {
      Document record = record(ref, event, answer, attempts);
      FunctionRef target = FunctionRef.parse(destination, ref.region(), null);
      if (functions.store().find(target.region(), target.name()) != null) {
        invocations.invokeLater(target, record.bytes());
      }
    }
  }

  private Document record(
      FunctionRef ref, byte[] event, FunctionInvoker.Answer answer, int attempts) {
    boolean failed = answer.functionError() != null;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("requestId", answer.requestId());
    request.put(
        "functionArn", ref.arn(context.account()) + (ref.qualifier() == null ? ":$LATEST" : ""));
    request.put("condition", failed ? "RetriesExhausted" : "Success");
    request.put("approximateInvokeCount", attempts);
    Document response =
        new Document(Map.of("statusCode", 200, "executedVersion", answer.version()))
            .with("functionError", answer.functionError());
    Instant now = context.clock().instant();
    return new Document(Map.of("version", "1.0", "timestamp", AwsTime.millis(now)))
        .with("requestContext", request)
        .with("requestPayload", Document.parseValue(event))
        .with("responseContext", response.values())
        .with("responsePayload", Document.parseValue(answer.payload()));
  }

  void close() {
    closed = true;
  }
}

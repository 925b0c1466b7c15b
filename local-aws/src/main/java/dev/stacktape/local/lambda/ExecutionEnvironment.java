package dev.stacktape.local.lambda;

import dev.stacktape.local.lambda.RuntimeApi.Job;
import dev.stacktape.local.lambda.RuntimeApi.Reply;
import dev.stacktape.local.process.ChildProcess;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One process of a function: it handles one event at a time, and many in its life. */
final class ExecutionEnvironment implements AutoCloseable {
  /** AWS allows 10 s and then tries once more; a busy desk gets as much at once. */
  private static final Duration INIT_LIMIT = Duration.ofSeconds(30);

  /** Runtimes log an error after they have answered with it. */
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  private static final Duration LOG_PERIOD = Duration.ofMillis(250);

  private final FunctionVersion function;
  private final RuntimeApi api;
  private final ChildProcess process;
  private final FunctionLog log;
  private final Path output;
  private final long startedNanos;
  private @Nullable Duration initDuration;
  private boolean initReported;
  private volatile boolean broken;
  private volatile long idleSinceNanos;

  private ExecutionEnvironment(
      FunctionVersion function,
      RuntimeApi api,
      ChildProcess process,
      FunctionLog log,
      Path output) {
    this.function = function;
    this.api = api;
    this.process = process;
    this.log = log;
    this.output = output;
    this.startedNanos = System.nanoTime();
  }

  static ExecutionEnvironment start(
      FunctionVersion function,
      List<String> command,
      Path taskRoot,
      Map<String, String> variables,
      Path output,
      FunctionLog log) {
    RuntimeApi api = new RuntimeApi();
    try {
      variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
      ChildProcess process = ChildProcess.start(command, taskRoot, variables, output);
      return new ExecutionEnvironment(function, api, process, log, output);
    } catch (RuntimeException e) {
      api.close();
      throw e;
    }
  }

  FunctionVersion function() {
    return function;
  }

  FunctionLog log() {
    return log;
  }

  /** Whether another event may be handed to it. */
  boolean usable() {
    return !broken && process.alive();
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  long idleSince() {
    return idleSinceNanos;
  }

  /**
   * Has the handler deal with an event, loading it first when the process is new.
   *
   * @param event makes the job once the handler is loaded, from the moment of its deadline
   */
  Reply handle(String requestId, Function<Instant, Job> event) {
    log.begin("START RequestId: " + requestId + " Version: " + function.version());
    Reply notReady = awaitReady(requestId);
    if (notReady != null) {
      broken = true;
      report(requestId, Duration.ZERO);
      return notReady;
    }
    long begin = System.nanoTime();
    Duration timeout = Duration.ofSeconds(function.timeout());
    Job job = event.apply(Instant.now().plus(timeout));
    api.submit(job);
    Reply reply = await(job, timeout);
    report(requestId, Duration.ofNanos(System.nanoTime() - begin));
    return reply;
  }

  private @Nullable Reply awaitReady(String requestId) {
    if (initDuration != null) {
      return null;
    }
    CompletableFuture<@Nullable Reply> ended =
        process.exit().thenApply(code -> exited(requestId, code));
    try {
      Reply failure =
          api.ready()
              .applyToEither(ended, reply -> reply)
              .get(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      initDuration = Duration.ofNanos(System.nanoTime() - startedNanos);
      return failure;
    } catch (TimeoutException e) {
      return Reply.failure(
          "Runtime.InitTimeout",
          "RequestId: " + requestId + " Error: the handler was not loaded within 30 seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.failure("Runtime.Interrupted", "The endpoint was stopped");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Reply await(Job job, Duration timeout) {
    var unused =
        process.exit().thenAccept(code -> job.reply().complete(exited(job.requestId(), code)));
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (true) {
        long left = Math.max(0, end - System.nanoTime());
        try {
          long slice = Math.min(left, LOG_PERIOD.toNanos());
          Reply reply = job.reply().get(slice, TimeUnit.NANOSECONDS);
          if (process.alive()) {
            api.awaitDone(LAST_WORDS);
          }
          broken = broken || !process.alive();
          return reply;
        } catch (TimeoutException e) {
          if (left == 0) {
            return timedOut(job, timeout);
          }
          log.drain();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broken = true;
      return Reply.failure("Runtime.Interrupted", "The endpoint was stopped");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Reply timedOut(Job job, Duration timeout) {
    broken = true;
    process.close();
    String message =
        String.format(
            Locale.ROOT,
            "%s %s Task timed out after %d.00 seconds",
            AwsTime.millis(Instant.now()),
            job.requestId(),
            timeout.toSeconds());
    log.line(message);
    return Reply.failure(Document.empty().with("errorMessage", message).bytes());
  }

  private static Reply exited(String requestId, int code) {
    return Reply.failure(
        "Runtime.ExitError",
        String.format(
            "RequestId: %s Error: Runtime exited with error: exit status %d", requestId, code));
  }

  private void report(String requestId, Duration duration) {
    double millis = duration.toNanos() / 1e6;
    String init =
        initDuration == null || initReported
            ? ""
            : String.format(Locale.ROOT, "Init Duration: %.2f ms\t", initDuration.toNanos() / 1e6);
    initReported = true;
    log.line(
        "END RequestId: " + requestId,
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d"
                + " MB\t%s%s",
            requestId,
            millis,
            (long) Math.ceil(millis),
            function.memory(),
            memoryUsed(),
            init));
  }

  /** The largest resident size so far, as Linux tells it; elsewhere nothing is said. */
  private String memoryUsed() {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .map(megabytes -> "Max Memory Used: " + megabytes + " MB\t")
          .findFirst()
          .orElse("");
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    broken = true;
    process.close();
    api.close();
    log.drain();
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

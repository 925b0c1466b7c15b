package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What it takes to set up a process for a function: its code on disk, its command and its
 * environment variables.
 *
 * @param layers finds the unpacked content of a layer version by its ARN
 */
record Workplace(
    LocalContext context,
    CodeStore code,
    List<Launcher> launchers,
    LogSink logs,
    Function<String, Path> layers) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  /** Removes what the processes of a killed run have printed; their log streams have it. */
  void clear() {
    Path output = outputFolder();
    if (Files.isDirectory(output)) {
      try (Stream<Path> files = Files.list(output)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Path outputFolder() {
    return context.folder("lambda").resolve("output");
  }

  /**
   * Starts a process; it loads the handler while this returns.
   *
   * @throws AwsError {@code Runtime.*} when the function cannot be run on this machine
   */
  ExecutionEnvironment start(FunctionVersion function) {
    Launcher launcher =
        launchers.stream()
            .filter(candidate -> candidate.starts(function.runtime()))
            .findFirst()
            .orElseThrow(() -> notRunnable(function));
    Path taskRoot = code.unpacked(function.code());
    List<Path> unpackedLayers = function.document().texts("Layers").stream().map(layers).toList();
    List<String> command = launcher.command(function, taskRoot, unpackedLayers);
    String id = UUID.randomUUID().toString().replace("-", "");
    String stream = streamName(function, id);
    Path output = outputFolder().resolve(id + ".log");
    FunctionLog log = new FunctionLog(logs, function.logGroup(), stream, output);
    Map<String, String> variables = variables(function, taskRoot, unpackedLayers, stream);
    return ExecutionEnvironment.start(function, command, taskRoot, variables, output, log);
  }

  private static AwsError notRunnable(FunctionVersion function) {
    String what =
        function.runtime().isEmpty()
            ? "functions from container images"
            : "functions with runtime " + function.runtime();
    return new AwsError(
        500,
        "Runtime.NotSupportedHere",
        "The embedded AWS keeps "
            + what
            + " but does not run them; it runs java*, nodejs*, python* and provided*.");
  }

  private String streamName(FunctionVersion function, String id) {
    String day = DAY.format(LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC));
    return day + "/[" + function.version() + "]" + id;
  }

  /**
   * The variables that AWS sets, see <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">environment
   * variables</a>, and the endpoint, so that AWS's SDKs in the function find the embedded AWS.
   */
  private Map<String, String> variables(
      FunctionVersion function, Path taskRoot, List<Path> layers, String stream) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    all.put("AWS_ENDPOINT_URL", context.endpoint().get());
    all.putAll(function.environment());
    all.put("_HANDLER", function.handler());
    all.put("AWS_REGION", function.region());
    all.put("AWS_DEFAULT_REGION", function.region());
    all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    all.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memory()));
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
    all.put(
        "AWS_LAMBDA_LOG_FORMAT", function.document().at("LoggingConfig").text("LogFormat", "Text"));
    all.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    all.put("LAMBDA_RUNTIME_DIR", taskRoot.toString());
    all.put("AWS_ACCESS_KEY_ID", "ASIALOCALFUNCTION000");
    all.put("AWS_SECRET_ACCESS_KEY", "local");
    all.put("AWS_SESSION_TOKEN", "local");
    if (!layers.isEmpty()) {
      all.put("STACKTAPE_LAYERS", joined(layers, ""));
      all.putIfAbsent("NODE_PATH", joined(layers, "nodejs/node_modules"));
    }
    return all;
  }

  private static String joined(List<Path> layers, String below) {
    return layers.stream()
        .map(layer -> layer.resolve(below).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}

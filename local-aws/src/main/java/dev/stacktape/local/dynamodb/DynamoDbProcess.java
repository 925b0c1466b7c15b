package dev.stacktape.local.dynamodb;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.child.LoopbackDynamoDb;
import dev.stacktape.local.process.ChildClasses;
import dev.stacktape.local.process.ChildProcess;
import dev.stacktape.local.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The running DynamoDB Local. */
final class DynamoDbProcess implements AutoCloseable {
  private static final String COORDINATES = "software.amazon.dynamodb:DynamoDBLocal:3.3.1";

  /** DynamoDB Local itself brings SQLite for x86 only. */
  private static final String APPLE_SILICON =
      "io.github.ganadist.sqlite4java:libsqlite4java-osx-aarch64:dylib::1.0.392";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final ChildProcess process;
  private final int port;

  private DynamoDbProcess(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts DynamoDB Local on the data of a state folder and waits until it answers.
   *
   * @throws AwsError {@code LibraryNotAvailable}, or {@code DynamoDbNotStarted} with what it
   *     printed
   */
  static DynamoDbProcess start(LocalContext context) {
    Path folder = context.folder("dynamodb");
    List<Path> parts = context.libraries().resolve(COORDINATES);
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      Path output = folder.resolve("output.log");
      Files.deleteIfExists(output);
      Path natives = copyNatives(context, parts, folder.resolve("native"));
      List<Path> jars = parts.stream().filter(part -> part.toString().endsWith(".jar")).toList();
      JavaCommand command =
          new JavaCommand(
              List.of("-Dsqlite4java.library.path=" + natives),
              jars,
              LoopbackDynamoDb.class.getName(),
              List.of("-sharedDb", "-dbPath", data.toString(), "-disableTelemetry"));
      Map<String, String> environment = Map.of("DDB_LOCAL_TELEMETRY", "0");
      ChildProcess process =
          ChildProcess.start(
              command.words(ChildClasses.copyTo(folder.resolve("classes"))),
              folder,
              environment,
              output);
      return new DynamoDbProcess(process, awaitPort(process, output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copyNatives(LocalContext context, List<Path> parts, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    List<Path> extra = mac && arm ? context.libraries().resolve(APPLE_SILICON) : List.<Path>of();
    for (Path part : Stream.concat(parts.stream(), extra.stream()).toList()) {
      if (!part.toString().endsWith(".jar")) {
        Path copy = folder.resolve(part.getFileName().toString());
        Files.copy(part, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder;
  }

  private static int awaitPort(ChildProcess process, Path output) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && !endsWithin(process, LOOK_AGAIN)) {
      Optional<String> line = portLine(output);
      if (line.isPresent()) {
        return Integer.parseInt(line.get().substring(LoopbackDynamoDb.PORT.length()));
      }
    }
    process.close();
    throw new AwsError(
        500, "DynamoDbNotStarted", "DynamoDB Local did not start: " + Files.readString(output));
  }

  private static Optional<String> portLine(Path output) throws IOException {
    String text = Files.readString(output);
    // The last line may be half written.
    return text.lines()
        .filter(line -> line.startsWith(LoopbackDynamoDb.PORT) && text.contains(line + "\n"))
        .findFirst();
  }

  private static boolean endsWithin(ChildProcess process, Duration time) {
    try {
      process.exit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** On 127.0.0.1. */
  int port() {
    return port;
  }

  boolean alive() {
    return process.alive();
  }

  @Override
  public void close() {
    process.stop();
  }
}

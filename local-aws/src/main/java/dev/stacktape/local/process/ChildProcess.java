package dev.stacktape.local.process;

import dev.stacktape.local.AwsError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours. Its standard input is a pipe that only this JVM holds, so that the process can
 * notice the end of its parent; its output goes to a file, so that everything it printed before it
 * answered can be read without guessing when a pipe is empty.
 */
public final class ChildProcess implements AutoCloseable {
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SystemRoot", "USERPROFILE");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a process.
   *
   * @param environment all that it gets beside what every process needs to run on this machine
   * @param output where standard output and error are appended
   * @throws AwsError {@code ProcessNotStarted} when the program is not there or may not run
   */
  public static ChildProcess start(
      List<String> command, Path directory, Map<String, String> environment, Path output) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    for (String name : INHERITED) {
      String value = System.getenv(name);
      if (value != null) {
        builder.environment().put(name, value);
      }
    }
    builder.environment().putAll(environment);
    File file = output.toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file));
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
      return new ChildProcess(builder.start());
    } catch (IOException e) {
      throw new AwsError(
          500, "ProcessNotStarted", command.get(0) + " could not be started: " + e.getMessage());
    }
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Completed with the exit code when the process has ended. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks it to end, and makes it end when it does not within five seconds. */
  public void stop() {
    process.destroy();
    if (!awaitEnd()) {
      close();
    }
  }

  /** Ends it, and what it has started, at once. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    awaitEnd();
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

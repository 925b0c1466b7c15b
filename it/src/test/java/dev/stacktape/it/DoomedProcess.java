package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.server.LocalAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that serves the embedded AWS and deploys to it until a fault kills it. */
final class DoomedProcess {
  private static final int KILLED = 137;
  private static final long LIMIT_SECONDS = 90;

  private DoomedProcess() {}

  /** What the process does. */
  public static void main(String[] arguments) {
    App app = new App(Path.of(arguments[1]));
    try (Session session = Session.open(Path.of(arguments[2]), app)) {
      if (arguments[0].equals("delete")) {
        session.delete("files", "jobs");
      } else {
        session.deploy();
      }
    }
  }

  /**
   * Runs an operation that does not survive.
   *
   * @param operation {@code deploy} or {@code delete}
   * @param faults JSON as {@link LocalAws} reads it
   */
  static void run(String operation, App app, Path state, String faults)
      throws IOException, InterruptedException {
    Path log = app.folder().resolve("doomed.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-D" + LocalAws.FAULTS_PROPERTY + "=" + faults));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DoomedProcess.class.getName());
    command.addAll(Arrays.asList(operation, app.folder().toString(), state.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
          .withFailMessage(() -> "The process did not end: " + read(log))
          .isTrue();
      assertThat(process.exitValue()).withFailMessage(() -> read(log)).isEqualTo(KILLED);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}

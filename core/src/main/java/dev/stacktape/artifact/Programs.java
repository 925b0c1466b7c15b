package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs of this machine that packaging may start.
 *
 * @param environment the variables that they get; {@code PATH} says where they are
 */
public record Programs(Map<String, String> environment) {
  private static final List<String> ENDINGS = List.of("", ".exe", ".cmd", ".bat");

  public Programs {
    environment = Map.copyOf(environment);
  }

  /** The program {@code name}, if it is there. */
  public Optional<Path> find(String name) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    for (String folder : path.split(File.pathSeparator, -1)) {
      for (String ending : folder.isEmpty() ? List.<String>of() : ENDINGS) {
        Path program = Path.of(folder, name + ending);
        if (Files.isRegularFile(program) && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Runs a command to its end.
   *
   * @param changes variables to set; an empty value takes a variable away
   * @throws IOException when it cannot be started, or when this thread is interrupted
   */
  public Outcome run(List<String> command, Path directory, Map<String, String> changes)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment);
    changes.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            variables.remove(name);
          } else {
            variables.put(name, value);
          }
        });
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command.get(0) + " was interrupted", e);
    } finally {
      process.destroy();
    }
  }

  /**
   * How a program ended.
   *
   * @param output what it printed, errors included
   */
  public record Outcome(int exitCode, String output) {
    /** Whether it did what it was asked to. */
    public boolean succeeded() {
      return exitCode == 0;
    }

    /** The last lines that say something, for a message. */
    public String lastLines(int count) {
      List<String> lines = output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
  }
}

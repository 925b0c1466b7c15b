package dev.stacktape.config;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The git of this machine. Never asks for a password and never waits longer than its limit. */
public final class LocalGit implements Git {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public String run(Path directory, List<String> arguments) throws IOException {
    // Files rather than pipes: a full pipe would block git, and reading one would defeat the limit.
    Path out = Files.createTempFile("stacktape-git", ".out");
    Path err = Files.createTempFile("stacktape-git", ".err");
    try {
      int exitCode = execute(directory, arguments, out, err);
      if (exitCode != 0) {
        throw new IOException(reason(exitCode, Files.readString(err, StandardCharsets.UTF_8)));
      }
      return Files.readString(out, StandardCharsets.UTF_8).stripTrailing();
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static int execute(Path directory, List<String> arguments, Path out, Path err)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("git took longer than " + LIMIT.toSeconds() + " seconds");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while git was running");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String reason(int exitCode, String errors) {
    String firstLine = errors.lines().findFirst().orElse("").strip();
    return firstLine.isEmpty() ? "git ended with exit code " + exitCode : firstLine;
  }
}

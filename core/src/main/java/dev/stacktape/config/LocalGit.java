package dev.stacktape.config;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The git of this machine. Never asks for a password and never waits longer than its limit.
 *
 * <p>Nor does it start programs that the configuration of the repository names: looking at a config
 * must not run what somebody has put into {@code .git/config}. {@code git status} would do so for
 * {@code core.fsmonitor}, and for the filters that {@code .gitattributes} asks for; filters of the
 * user's own configuration, such as Git LFS, stay.
 */
public final class LocalGit implements Git {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<String> FILTERS =
      List.of(
          "config",
          "-z",
          "--show-scope",
          "--name-only",
          "--includes",
          "--get-regexp",
          "^filter\\..*\\.(clean|process|required)$");
  private static final Set<String> OF_REPOSITORY = Set.of("local", "worktree");

  @Override
  public String run(Path directory, List<String> arguments) throws IOException {
    Map<String, String> withoutFilters =
        arguments.get(0).equals("status") ? withoutFilters(directory) : Map.of();
    return run(directory, arguments, withoutFilters);
  }

  private static String run(Path directory, List<String> arguments, Map<String, String> environment)
      throws IOException {
    // Files rather than pipes: a full pipe would block git, and reading one would defeat the limit.
    Path out = Files.createTempFile("stacktape-git", ".out");
    Path err = Files.createTempFile("stacktape-git", ".err");
    try {
      int exitCode = execute(directory, arguments, environment, out, err);
      if (exitCode != 0) {
        throw new IOException(reason(exitCode, Files.readString(err, StandardCharsets.UTF_8)));
      }
      return Files.readString(out, StandardCharsets.UTF_8).stripTrailing();
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /**
   * Variables by which the filters of the repository do nothing.
   *
   * @see <a href="https://git-scm.com/docs/git-config#ENVIRONMENT">GIT_CONFIG_COUNT</a>
   */
  private static Map<String, String> withoutFilters(Path directory) {
    List<String> names = new ArrayList<>();
    try {
      String[] found = run(directory, FILTERS, Map.of()).split("\0", -1);
      for (int i = 0; i + 1 < found.length; i += 2) {
        if (OF_REPOSITORY.contains(found[i])) {
          names.add(found[i + 1]);
        }
      }
    } catch (IOException none) {
      return Map.of();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("GIT_CONFIG_COUNT", String.valueOf(names.size()));
    for (int i = 0; i < names.size(); i++) {
      variables.put("GIT_CONFIG_KEY_" + i, names.get(i));
      variables.put("GIT_CONFIG_VALUE_" + i, names.get(i).endsWith(".required") ? "false" : "");
    }
    return variables;
  }

  private static int execute(
      Path directory, List<String> arguments, Map<String, String> environment, Path out, Path err)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("git", "--no-optional-locks", "-c", "core.fsmonitor=false"));
    command.addAll(arguments);
    if (arguments.get(0).equals("status")) {
      // What changed inside of them is asked of a git with a configuration of its own.
      command.add("--ignore-submodules=dirty");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().putAll(environment);
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

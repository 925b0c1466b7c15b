package dev.stacktape.esbuild;

import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The esbuild program of this machine; get one from {@link EsbuildBinary}. */
public final class Esbuild {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path program;

  Esbuild(Path program) {
    this.program = program;
  }

  /**
   * What a run left behind.
   *
   * @param success whether esbuild could do what it was asked for
   * @param output what it wrote to its standard output: the bundle, when no file was named for it
   * @param messages errors and warnings, in the order of esbuild
   */
  public record Run(boolean success, String output, List<EsbuildMessage> messages) {
    public Run {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Runs {@code esbuild <arguments>} in a folder, and waits for it. Colours, the limit on the
   * number of messages and the level of messages are set here.
   *
   * @throws StacktapeException {@code ESBUILD_FAILED} when it cannot be started, ends without
   *     saying why, or takes longer than a minute
   */
  public Run run(Path folder, List<String> arguments) {
    try {
      // Files rather than pipes: a full pipe would block the program, and there are two of them.
      Path out = Files.createTempFile("stacktape-esbuild", ".out");
      Path err = Files.createTempFile("stacktape-esbuild", ".err");
      try {
        int exit = execute(folder, arguments, out, err);
        String errors = textOf(err);
        List<EsbuildMessage> messages = EsbuildMessage.allIn(errors);
        if (exit != 0 && messages.stream().noneMatch(EsbuildMessage::isError)) {
          throw new IOException("it ended with " + exit + " " + errors.strip());
        }
        return new Run(exit == 0, textOf(out), messages);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new StacktapeException(
          EsbuildCode.ESBUILD_FAILED
              .error("esbuild (" + program + ") failed: " + e.getMessage())
              .hint("Does `" + program + " --version` work in a terminal?"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StacktapeException(
          EsbuildCode.ESBUILD_FAILED.error("Interrupted while esbuild was running."), e);
    }
  }

  /** It repeats what files hold, and these need not be text in UTF-8. */
  private static String textOf(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private int execute(Path folder, List<String> arguments, Path out, Path err)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    command.addAll(List.of("--color=false", "--log-limit=0", "--log-level=warning"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // What a machine has in it would be bundled there and be missing elsewhere.
    builder.environment().remove("NODE_PATH");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("it took longer than " + LIMIT.toSeconds() + " seconds");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}

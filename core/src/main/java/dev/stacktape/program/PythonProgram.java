package dev.stacktape.program;

import static dev.stacktape.program.ProgramCode.PROGRAM_INTERPRETER;
import static dev.stacktape.program.ProgramCode.PROGRAM_THREW;
import static dev.stacktape.program.ProgramCode.PROGRAM_TIMEOUT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A function of a Python file, run by the Python 3 of this machine in a process of its own. There
 * is no sandbox around it: it may do what its user may do.
 */
public final class PythonProgram {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Programs programs;
  private final Path file;

  public PythonProgram(Programs programs, Path file) {
    this.programs = programs;
    this.file = file;
  }

  /**
   * Calls a function; when it is a coroutine, its result is waited for.
   *
   * @param arguments plain values
   * @return the result as JSON
   * @throws StacktapeException {@code PROGRAM_INTERPRETER}, {@code PROGRAM_THREW}, {@code
   *     PROGRAM_TIMEOUT}, {@code PROGRAM_EXPORT}, {@code PROGRAM_RESULT}
   */
  public String call(String function, List<?> arguments) {
    try {
      Path out = Files.createTempFile("stacktape-python", ".json");
      Path log = Files.createTempFile("stacktape-python", ".log");
      try {
        run(function, arguments, out, log);
        return result(
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(log, StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StacktapeException(
          PROGRAM_TIMEOUT.error("Interrupted while Python was running.").at(place(0)), e);
    }
  }

  private void run(String function, List<?> arguments, Path out, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                interpreter(),
                "-c",
                driver(),
                file.toString(),
                function,
                Host.json(arguments),
                out.toString())
            .directory(Objects.requireNonNull(file.getParent()).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(programs.environment());
    Process process = start(builder);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new StacktapeException(
            PROGRAM_TIMEOUT
                .error(
                    "The program was still running after %d seconds.".formatted(LIMIT.toSeconds()))
                .at(place(0))
                .hint("Does a loop never end?"));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new StacktapeException(
          PROGRAM_INTERPRETER
              .error(
                  "`%s` is a program in Python, and there is no `%s` on this machine."
                      .formatted(programs.folder().nameOf(file), builder.command().get(0)))
              .hint(
                  "Install Python 3, or write it in TypeScript or JavaScript, which need nothing."),
          e);
    }
  }

  private static String interpreter() {
    return System.getProperty("os.name", "").startsWith("Windows") ? "python" : "python3";
  }

  private static String driver() {
    try (InputStream in =
        Objects.requireNonNull(PythonProgram.class.getResourceAsStream("driver.py"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String result(String json, String log) {
    try {
      JsonNode result = new ObjectMapper().readTree(json);
      if (result.has("value")) {
        return result.path("value").isNull() ? "null" : result.toString();
      }
      if (result.has("code")) {
        throw new StacktapeException(problem(result));
      }
    } catch (JsonProcessingException e) {
      throw new StacktapeException(broken(log), e);
    }
    throw new StacktapeException(broken(log));
  }

  private Problem problem(JsonNode failure) {
    return ProgramCode.valueOf(failure.path("code").asText())
        .error(failure.path("message").asText())
        .at(place(failure.path("line").asInt()))
        .hint(failure.path("hint").isTextual() ? failure.path("hint").asText() : null);
  }

  private Problem broken(String log) {
    List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
    return PROGRAM_THREW
        .error(
            "The program ended without a result: "
                + (lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1))
                + ".")
        .at(place(0));
  }

  private Location place(int line) {
    Sources sources = new Sources(programs.folder());
    return line < 1
        ? Location.of(programs.folder().nameOf(file))
        : sources.at(file.toString(), line, 1);
  }
}

package dev.stacktape.operate.script;

import static dev.stacktape.operate.script.ScriptCode.SCRIPT_TOOL_MISSING;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this machine has to run command lines and files with. */
final class Tools {
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");

  /** The first Node.js that runs TypeScript by itself, behind an option. */
  private static final int TYPES_MAJOR = 22;

  private static final int TYPES_MINOR = 6;

  private final Map<String, String> environment;
  private final Processes processes;
  private final boolean windows;

  Tools(Map<String, String> environment, Processes processes) {
    this.environment = environment;
    this.processes = processes;
    this.windows = File.separatorChar == '\\';
  }

  /**
   * Runs a command line in a shell.
   *
   * @param arguments stand behind it
   */
  List<String> shell(String command, List<String> arguments) {
    if (windows) {
      List<String> words = new ArrayList<>(List.of("cmd.exe", "/d", "/s", "/c", command));
      words.addAll(arguments);
      return words;
    }
    String shell = Files.isExecutable(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh";
    if (arguments.isEmpty()) {
      return List.of(shell, "-c", command);
    }
    List<String> words = new ArrayList<>(List.of(shell, "-c", command + " \"$@\"", shell));
    words.addAll(arguments);
    return words;
  }

  /**
   * Runs a file by the language that its name ends in.
   *
   * @param directory where the packages of a project in JavaScript may be
   * @throws StacktapeException {@code SCRIPT_TOOL_MISSING}
   */
  List<String> file(Path file, Path directory) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    List<String> words =
        new ArrayList<>(
            switch (ending) {
              case "py" -> first(name, "Python 3", "python3", "python");
              case "sh" -> first(name, "a shell", "bash", "sh");
              case "java" -> List.of(java());
              case "js", "mjs", "cjs" -> first(name, "Node.js or Bun", "node", "bun");
              default -> typeScript(name, directory);
            });
    words.add(file.toString());
    return words;
  }

  private List<String> typeScript(String name, Path directory) {
    Optional<String> project = executable(directory.resolve("node_modules/.bin/tsx"));
    Optional<String> found = project.or(() -> find("bun")).or(() -> find("tsx"));
    if (found.isPresent()) {
      return List.of(found.get());
    }
    String node = find("node").orElse(null);
    if (node != null && stripsTypes(node, directory)) {
      return List.of(node, "--experimental-strip-types", "--no-warnings");
    }
    String old = node == null ? "" : " The Node.js of this machine is older.";
    throw missing(name, "Bun, tsx or Node.js 22.6 or newer", old);
  }

  private boolean stripsTypes(String node, Path directory) {
    List<String> lines = new ArrayList<>();
    try {
      var unused =
          processes.run(
              new CommandLine(List.of(node, "--version"), directory, environment),
              lines::add,
              new CancellationToken());
    } catch (IOException cannotBeStarted) {
      return false;
    }
    return lines.stream()
        .map(VERSION::matcher)
        .filter(Matcher::matches)
        .anyMatch(
            version -> {
              int major = Integer.parseInt(version.group(1));
              int minor = Integer.parseInt(version.group(2));
              return major > TYPES_MAJOR || (major == TYPES_MAJOR && minor >= TYPES_MINOR);
            });
  }

  private List<String> first(String file, String what, String... candidates) {
    return Stream.of(candidates)
        .map(this::find)
        .flatMap(Optional::stream)
        .findFirst()
        .map(List::of)
        .orElseThrow(() -> missing(file, what, ""));
  }

  /** The JDK that runs this; a single source file needs no compiling. */
  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Optional<String> find(String program) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> executable(Path.of(folder, program)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> executable(Path program) {
    List<String> endings = windows ? List.of(".exe", ".cmd", ".bat") : List.of("");
    return endings.stream()
        .map(ending -> program.resolveSibling(program.getFileName() + ending))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .map(Path::toString)
        .findFirst();
  }

  /**
   * AWS's plugin for sessions.
   *
   * @throws StacktapeException {@code SCRIPT_TOOL_MISSING}
   */
  String sessionPlugin() {
    return find(PortForwarding.PLUGIN)
        .orElseThrow(
            () ->
                new StacktapeException(
                    SCRIPT_TOOL_MISSING
                        .error(
                            "Tunnels need AWS's `%s`, which is not on the PATH."
                                .formatted(PortForwarding.PLUGIN))
                        .hint(
                            "Install the Session Manager plugin:"
                                + " https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html")));
  }

  private static StacktapeException missing(String file, String what, @Nullable String more) {
    Problem problem =
        SCRIPT_TOOL_MISSING.error(
            "`%s` needs %s, which is not on the PATH.%s".formatted(file, what, more));
    return new StacktapeException(
        problem.hint("Install it, or run what you have with `executeCommand`."));
  }
}

package dev.stacktape.operate.script;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.event.Redaction;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts on this machine. What they print goes out as events; secrets that they were given,
 * and what looks like a credential, are taken out of it.
 */
public final class ScriptRun {
  private static final int LAST_LINES = 20;

  private final StackScripts scripts;
  private final LiveStack stack;
  private final Map<String, String> environment;
  private final Processes processes;
  private final Clock clock;
  private final EventListener events;
  private final CancellationToken cancellation;

  /**
   * @param stack is asked only for what a script needs of it
   * @param environment variables that all scripts get
   */
  public ScriptRun(
      StackScripts scripts,
      LiveStack stack,
      Map<String, String> environment,
      Processes processes,
      Clock clock,
      EventListener events,
      CancellationToken cancellation) {
    this.scripts = scripts;
    this.stack = stack;
    this.environment = Map.copyOf(environment);
    this.processes = processes;
    this.clock = clock;
    this.events = events;
    this.cancellation = cancellation;
  }

  /**
   * A script with all that it needs to know; made before the stack is deleted, it runs after that.
   *
   * @param commands one process each, in order
   * @param hook the occasion, null when it was asked for by name
   */
  public record Ready(
      ScriptSpec spec,
      List<CommandLine> commands,
      @Nullable HookTrigger hook,
      Redaction redaction) {}

  /**
   * Finds out what a script needs to know.
   *
   * @param hook the occasion, null when it was asked for by name
   * @param arguments stand behind each of its commands
   * @param more variables that win over those of the config
   * @throws StacktapeException {@code SCRIPT_VALUE_NOT_DEPLOYED}, {@code SCRIPT_SECRET_NOT_FOUND},
   *     {@code SCRIPT_TOOL_MISSING} and others, at the script's place
   */
  public Ready prepare(
      ScriptSpec spec,
      @Nullable HookTrigger hook,
      List<String> arguments,
      Map<String, String> more) {
    try {
      return ready(spec, hook, arguments, more);
    } catch (StacktapeException failure) {
      List<Problem> placed =
          failure.problems().stream().map(problem -> placed(problem, spec)).toList();
      throw failure.isCloud()
          ? StacktapeException.cloud(placed, failure)
          : new StacktapeException(placed);
    }
  }

  private static Problem placed(Problem problem, ScriptSpec spec) {
    return problem.location() == null
        ? new Problem(
            problem.code(),
            problem.severity(),
            "The script `" + spec.name() + "` cannot run. " + problem.message(),
            spec.location(),
            problem.hint())
        : problem;
  }

  private Ready ready(
      ScriptSpec spec,
      @Nullable HookTrigger hook,
      List<String> arguments,
      Map<String, String> more) {
    if (spec.kind() != ScriptSpec.Kind.LOCAL) {
      throw bastion();
    }
    LiveValues values = new LiveValues(stack);
    Path directory = directory(spec, values);
    Map<String, String> variables = new LinkedHashMap<>(environment);
    if (hook != null) {
      variables.put("STP_HOOK_TYPE", hook.type());
      variables.put("STP_HOOK_TRIGGER", hook.key());
      variables.put("STP_COMMAND", hook.command());
    }
    spec.environment().forEach((name, value) -> variables.put(name, values.text(value)));
    variables.putAll(more);
    List<String> secrets = new ArrayList<>();
    if (spec.assumedRoleOf() != null) {
      Map<String, String> credentials = credentials(spec, spec.assumedRoleOf());
      variables.remove("AWS_PROFILE");
      variables.putAll(credentials);
      secrets.addAll(credentials.values());
    }
    Tools tools = new Tools(variables, processes);
    List<CommandLine> commands = new ArrayList<>();
    for (Object step : spec.steps()) {
      String text = values.text(step);
      List<String> words =
          spec.runsFiles() ? file(text, directory, tools, arguments) : tools.shell(text, arguments);
      commands.add(new CommandLine(words, directory, variables));
    }
    secrets.addAll(values.secrets());
    return new Ready(spec, commands, hook, new Redaction(secrets));
  }

  private static StacktapeException bastion() {
    return new StacktapeException(
        ScriptCode.SCRIPT_BASTION_UNSUPPORTED
            .error("Scripts are not run through bastions yet.")
            .hint(
                "Open a session with `aws ssm start-session`, or make it a `local-script` where"
                    + " what it needs is in reach of this machine."));
  }

  private Path directory(ScriptSpec spec, LiveValues values) {
    Object cwd = spec.cwd();
    Path directory =
        cwd == null ? scripts.directory() : scripts.directory().resolve(values.text(cwd));
    if (!Files.isDirectory(directory)) {
      throw new StacktapeException(
          ScriptCode.SCRIPT_DIRECTORY_NOT_FOUND
              .error("The folder " + directory.normalize() + " is not there.")
              .hint("`cwd` is relative to the folder of the config."));
    }
    return directory.toAbsolutePath().normalize();
  }

  /** Files are named from the folder of the config, or else from the one to run in. */
  private List<String> file(String path, Path directory, Tools tools, List<String> arguments) {
    Path named = scripts.directory().resolve(path).toAbsolutePath().normalize();
    Path file = Files.isRegularFile(named) ? named : directory.resolve(path).normalize();
    if (!Files.isRegularFile(file)) {
      throw new StacktapeException(
          ScriptCode.SCRIPT_FILE_NOT_FOUND
              .error("The file " + named + " is not there.")
              .hint("Paths are relative to the folder of the config, or else to `cwd`."));
    }
    List<String> words = new ArrayList<>(tools.file(file, directory));
    words.addAll(arguments);
    return words;
  }

  private Map<String, String> credentials(ScriptSpec spec, String resource) {
    String logicalId = scripts.roles().get(resource);
    Optional<String> role = logicalId == null ? Optional.empty() : stack.physicalId(logicalId);
    return role.map(name -> stack.credentials(name, "stacktape-" + spec.name()))
        .orElseThrow(
            () ->
                new StacktapeException(
                    ScriptCode.SCRIPT_VALUE_NOT_DEPLOYED
                        .error("The role of `" + resource + "` is not deployed.")
                        .hint("Deploy the stack first, then run the script.")));
  }

  /**
   * Runs a script to its end.
   *
   * @throws StacktapeException {@code SCRIPT_FAILED}, {@code CANCELLED}
   */
  public void run(Ready script) {
    String name = script.spec().name();
    HookTrigger hook = script.hook();
    EventListener clean = script.redaction().before(events);
    clean.on(new Event.ScriptStarted(name, hook == null ? null : hook.key()));
    Instant start = clock.instant();
    for (CommandLine command : script.commands()) {
      run(script, command, clean);
    }
    clean.on(new Event.ScriptFinished(name, Duration.between(start, clock.instant())));
  }

  private void run(Ready script, CommandLine command, EventListener clean) {
    String name = script.spec().name();
    Deque<String> last = new ArrayDeque<>();
    int code;
    try {
      code =
          processes.run(
              command,
              line -> {
                if (script.spec().showsOutput()) {
                  clean.on(new Event.ScriptPrinted(name, line));
                } else {
                  keep(line, last);
                }
              },
              cancellation);
    } catch (IOException failure) {
      throw failed(script, "cannot be started: " + failure.getMessage(), List.of());
    }
    if (code != 0) {
      throw failed(
          script, "ended with exit code " + code, Collections.unmodifiableCollection(last));
    }
  }

  private static void keep(String line, Deque<String> last) {
    synchronized (last) {
      if (last.size() == LAST_LINES) {
        last.removeFirst();
      }
      last.addLast(line);
    }
  }

  private static StacktapeException failed(Ready script, String how, Iterable<String> lastLines) {
    String printed = String.join("\n  ", lastLines);
    String message = "The script `%s` %s.".formatted(script.spec().name(), how);
    return script
        .redaction()
        .exception(
            new StacktapeException(
                ScriptCode.SCRIPT_FAILED
                    .error(printed.isEmpty() ? message : message + "\n  " + printed)
                    .at(script.spec().location())
                    .hint(
                        script.spec().showsOutput()
                            ? "What it printed stands above."
                            : "With `pipeStdio: true` all that it prints is shown.")));
  }
}

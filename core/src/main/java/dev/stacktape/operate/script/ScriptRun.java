package dev.stacktape.operate.script;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventCode;
import dev.stacktape.event.EventListener;
import dev.stacktape.event.Redaction;
import dev.stacktape.name.LogicalId;
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
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts, on this machine or on a bastion. What they print goes out as events; secrets that
 * they were given, and what looks like a credential, are taken out of it.
 */
public final class ScriptRun {
  private static final int LAST_LINES = 20;

  private final StackScripts scripts;
  private final LiveStack stack;
  private final Map<String, String> environment;
  private final Processes processes;
  private final Bastions bastions;
  private final Clock clock;
  private final EventListener events;
  private final CancellationToken cancellation;

  /**
   * @param stack is asked only for what a script needs of it
   * @param environment variables that all scripts on this machine get
   * @param bastions is asked only for scripts that need one
   */
  public ScriptRun(
      StackScripts scripts,
      LiveStack stack,
      Map<String, String> environment,
      Processes processes,
      Bastions bastions,
      Clock clock,
      EventListener events,
      CancellationToken cancellation) {
    this.scripts = scripts;
    this.stack = stack;
    this.environment = Map.copyOf(environment);
    this.processes = processes;
    this.bastions = bastions;
    this.clock = clock;
    this.events = events;
    this.cancellation = cancellation;
  }

  /**
   * A script with all that it needs to know; made before the stack is deleted, it runs after that.
   *
   * @param hook the occasion, null when it was asked for by name
   */
  public record Ready(
      ScriptSpec spec, Work work, @Nullable HookTrigger hook, Redaction redaction) {}

  /** What a script does. */
  public sealed interface Work {}

  /**
   * Processes on this machine, one after another.
   *
   * @param group the Auto Scaling group of the bastion that tunnels go through
   * @param tunnels open while they run
   */
  record OnThisMachine(List<CommandLine> commands, @Nullable String group, List<Tunnels.To> tunnels)
      implements Work {}

  /**
   * A script for the shell of a bastion.
   *
   * @param group the Auto Scaling group of the bastion
   */
  record OnBastion(String group, Bastions.RemoteScript script) implements Work {}

  /** Nothing, because there are no bastions here. */
  record Nowhere() implements Work {}

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
      throw placed(failure, spec);
    }
  }

  private static StacktapeException placed(StacktapeException failure, ScriptSpec spec) {
    List<Problem> placed =
        failure.problems().stream().map(problem -> placed(problem, spec)).toList();
    return failure.isCloud()
        ? StacktapeException.cloud(placed, failure)
        : new StacktapeException(placed);
  }

  private static Problem placed(Problem problem, ScriptSpec spec) {
    return problem.location() == null && !problem.code().equals(EventCode.CANCELLED.name())
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
    if (spec.kind() != ScriptSpec.Kind.LOCAL && !bastions.exist()) {
      return new Ready(spec, new Nowhere(), hook, new Redaction(List.of()));
    }
    LiveValues values = new LiveValues(stack);
    Map<String, String> variables = new LinkedHashMap<>();
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
      variables.putAll(credentials);
      secrets.addAll(credentials.values());
    }
    Work work =
        spec.kind() == ScriptSpec.Kind.ON_BASTION
            ? onBastion(spec, values, variables, arguments, !secrets.isEmpty())
            : onThisMachine(spec, values, variables, arguments);
    secrets.addAll(values.secrets());
    return new Ready(spec, work, hook, new Redaction(secrets));
  }

  private Work onThisMachine(
      ScriptSpec spec, LiveValues values, Map<String, String> told, List<String> arguments) {
    Path directory = directory(spec, values);
    Map<String, String> variables = new LinkedHashMap<>(environment);
    if (spec.assumedRoleOf() != null) {
      variables.remove("AWS_PROFILE");
    }
    variables.putAll(told);
    Tools tools = new Tools(variables, processes);
    List<CommandLine> commands = new ArrayList<>();
    for (Object step : spec.steps()) {
      String text = values.text(step);
      List<String> words =
          spec.runsFiles() ? file(text, directory, tools, arguments) : tools.shell(text, arguments);
      commands.add(new CommandLine(words, directory, variables));
    }
    if (spec.tunnels().isEmpty()) {
      return new OnThisMachine(commands, null, List.of());
    }
    List<Tunnels.To> tunnels =
        spec.tunnels().stream()
            .map(
                tunnel ->
                    new Tunnels.To(
                        values.text(tunnel.host()),
                        Integer.parseInt(values.text(tunnel.port())),
                        tunnel.portVariable()))
            .toList();
    return new OnThisMachine(commands, group(spec), tunnels);
  }

  private Work onBastion(
      ScriptSpec spec,
      LiveValues values,
      Map<String, String> told,
      List<String> arguments,
      boolean secret) {
    Map<String, String> variables = new LinkedHashMap<>();
    String region = environment.get("AWS_REGION");
    if (region != null) {
      variables.put("AWS_REGION", region);
      variables.put("AWS_DEFAULT_REGION", region);
    }
    variables.putAll(told);
    List<String> commands = spec.steps().stream().map(values::text).toList();
    String folder = spec.cwd() == null ? null : values.text(spec.cwd());
    return new OnBastion(
        group(spec),
        new Bastions.RemoteScript(
            spec.name(),
            RemoteText.of(commands, arguments, variables),
            folder,
            secret || !values.secrets().isEmpty()));
  }

  private String group(ScriptSpec spec) {
    String bastion = String.valueOf(spec.bastion());
    return stack
        .physicalId(LogicalId.of(bastion, "AutoScalingGroup"))
        .orElseThrow(
            () ->
                new StacktapeException(
                    ScriptCode.SCRIPT_VALUE_NOT_DEPLOYED
                        .error("The bastion `" + bastion + "` is not deployed.")
                        .hint("Deploy the stack first, then run the script.")));
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
   * @throws StacktapeException {@code SCRIPT_FAILED}, {@code CANCELLED}, and where a bastion is
   *     needed what {@link Bastions} throws
   */
  public void run(Ready script) {
    String name = script.spec().name();
    if (script.work() instanceof Nowhere) {
      events.on(new Event.Warned(absent(script.spec())));
      return;
    }
    HookTrigger hook = script.hook();
    EventListener clean = script.redaction().before(events);
    clean.on(new Event.ScriptStarted(name, hook == null ? null : hook.key()));
    Instant start = clock.instant();
    try {
      work(script, clean);
    } catch (StacktapeException failure) {
      throw placed(failure, script.spec());
    }
    clean.on(new Event.ScriptFinished(name, Duration.between(start, clock.instant())));
  }

  private static Problem absent(ScriptSpec spec) {
    return ScriptCode.SCRIPT_BASTION_ABSENT
        .warning(
            "The script `%s` was not run: the embedded AWS has no machine behind a bastion."
                .formatted(spec.name()))
        .at(spec.location());
  }

  private void work(Ready script, EventListener clean) {
    if (script.work() instanceof OnBastion remote) {
      run(script, clean, lines -> bastions.run(remote.group(), remote.script(), lines));
    } else if (script.work() instanceof OnThisMachine local) {
      if (local.group() == null) {
        local.commands().forEach(command -> run(script, command, clean));
        return;
      }
      try (Tunnels tunnels = Tunnels.open(bastions, local.group(), local.tunnels())) {
        Set<String> told = script.spec().environment().keySet();
        for (CommandLine command : local.commands()) {
          run(script, tunnels.through(command, told), clean);
        }
      }
    }
  }

  private void run(Ready script, CommandLine command, EventListener clean) {
    run(script, clean, lines -> processes.run(command, lines, cancellation));
  }

  /** Something that prints lines and ends with an exit code. */
  @FunctionalInterface
  private interface Running {
    int run(Consumer<String> lines) throws IOException;
  }

  private void run(Ready script, EventListener clean, Running running) {
    String name = script.spec().name();
    Deque<String> last = new ArrayDeque<>();
    int code;
    try {
      code =
          running.run(
              line -> {
                if (script.spec().showsOutput()) {
                  clean.on(new Event.ScriptPrinted(name, line));
                } else {
                  keep(line, last);
                }
              });
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

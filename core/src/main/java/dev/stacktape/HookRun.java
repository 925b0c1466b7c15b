package dev.stacktape;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.operate.script.ScriptCode;
import dev.stacktape.operate.script.ScriptRun;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Severity;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts of hooks.
 *
 * @param runs makes a run that sees the stack as it is at that moment
 * @param onBuildServer whether nobody sits at this machine
 */
record HookRun(
    StackScripts scripts, Supplier<ScriptRun> runs, boolean onBuildServer, EventListener events) {

  /** Whether there is anything to run. */
  boolean isDue(HookTrigger trigger) {
    return !scripts.due(trigger, onBuildServer).isEmpty();
  }

  /**
   * Runs what is due, one after another; the first failure ends it.
   *
   * @throws StacktapeException {@code SCRIPT_FAILED} and what else keeps a script from running
   */
  void run(HookTrigger trigger) {
    if (isDue(trigger)) {
      ScriptRun run = runs.get();
      scripts.due(trigger, onBuildServer).stream()
          .map(spec -> run.prepare(spec, trigger, List.of(), Map.of()))
          .forEach(run::run);
    }
  }

  /**
   * The same for after the deed: what fails is a warning, because the deed is done.
   *
   * @param agreed digest of the scripts as they were when the deed was planned; others do not run
   */
  List<Problem> runAfter(HookTrigger trigger, @Nullable String agreed) {
    if (!Objects.equals(agreed, digest(trigger))) {
      Problem changed = changed(trigger).as(Severity.WARNING);
      events.on(new Event.Warned(changed));
      return List.of(changed);
    }
    for (ScriptSpec spec : scripts.due(trigger, onBuildServer)) {
      try {
        ScriptRun run = runs.get();
        run.run(run.prepare(spec, trigger, List.of(), Map.of()));
      } catch (StacktapeException failure) {
        List<Problem> warnings =
            failure.problems().stream().map(problem -> warning(problem, spec)).toList();
        warnings.forEach(warning -> events.on(new Event.Warned(warning)));
        return warnings;
      }
    }
    return List.of();
  }

  private static Problem warning(Problem problem, ScriptSpec spec) {
    String again = "mvn stacktape:script -Dstacktape.scriptName=" + spec.name();
    return problem
        .as(Severity.WARNING)
        .hint("The deployment itself is done. When this is mended, run the script: " + again);
  }

  /**
   * Finds out what scripts need to know before that is gone.
   *
   * @return runs them, as they are now
   * @throws StacktapeException where they are run, {@code SCRIPT_CHANGED}
   */
  Runnable prepared(HookTrigger trigger) {
    if (!isDue(trigger)) {
      return () -> {};
    }
    ScriptRun run = runs.get();
    List<ScriptRun.Ready> ready =
        scripts.due(trigger, onBuildServer).stream()
            .map(spec -> run.prepare(spec, trigger, List.of(), Map.of()))
            .toList();
    String now = digest(trigger);
    return () -> {
      if (!Objects.equals(now, digest(trigger))) {
        throw new StacktapeException(changed(trigger));
      }
      ready.forEach(run::run);
    };
  }

  private @Nullable String digest(HookTrigger trigger) {
    return HookDigest.of(scripts, onBuildServer, trigger);
  }

  private Problem changed(HookTrigger trigger) {
    List<String> names =
        scripts.due(trigger, onBuildServer).stream().map(ScriptSpec::name).toList();
    return ScriptCode.SCRIPT_CHANGED
        .error(
            "A file of the scripts of `hooks.%s` (%s) was changed meanwhile, so they did not run."
                .formatted(trigger.key(), String.join(", ", names)))
        .hint(
            "The deed itself is done. Look at what changed, then run them: mvn stacktape:script"
                + " -Dstacktape.scriptName=...");
  }

  /** What {@link ScriptCode#SCRIPT_UNKNOWN} says. */
  static StacktapeException unknown(String name, StackScripts scripts) {
    String known =
        scripts.byName().isEmpty()
            ? "The config has no `scripts`."
            : "There is " + String.join(", ", scripts.byName().keySet()) + ".";
    return new StacktapeException(
        ScriptCode.SCRIPT_UNKNOWN
            .error(
                name.isBlank()
                    ? "It is not said which script is to run."
                    : "There is no script `" + name + "`.")
            .hint(known + " Name one: -Dstacktape.scriptName=<name>"));
  }
}

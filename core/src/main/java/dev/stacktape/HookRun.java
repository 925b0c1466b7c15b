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
import java.util.function.Supplier;

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

  /** The same for after the deed: what fails is a warning, because the deed is done. */
  List<Problem> runAfter(HookTrigger trigger) {
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
   * @return runs them
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
    return () -> ready.forEach(run::run);
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

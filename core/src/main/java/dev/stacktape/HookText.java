package dev.stacktape;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import java.util.ArrayList;
import java.util.List;

/**
 * Which scripts are going to run, as a part of a plan that a person reads. Whole: who agrees to it
 * has to see what runs.
 */
final class HookText {
  private HookText() {}

  /** Lines with a blank one before them; empty where no script runs. */
  static String of(StackScripts scripts, boolean onBuildServer, HookTrigger... triggers) {
    List<String> lines = new ArrayList<>();
    for (HookTrigger trigger : triggers) {
      for (ScriptSpec script : scripts.due(trigger, onBuildServer)) {
        String where =
            script.kind() == ScriptSpec.Kind.ON_BASTION ? ", on a bastion of the stack" : "";
        lines.add("    %s: %s%s".formatted(trigger.key(), onOneLine(script.name()), where));
        script.steps().forEach(step -> lines.add("      " + words(script, step)));
      }
    }
    return lines.isEmpty()
        ? ""
        : "\n  Scripts that run on this machine\n" + String.join("\n", lines) + "\n";
  }

  /** A name with line breaks in it could look like the end of the plan. */
  private static String onOneLine(String name) {
    return name.replaceAll("\\s+", " ");
  }

  private static String words(ScriptSpec script, Object step) {
    String text = String.valueOf(step).strip().replace("\n", "\n        ");
    return script.runsFiles() ? "the file " + text : "$ " + text;
  }
}

package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.CONFIG_OUTPUT_NAME;
import static dev.stacktape.config.ConfigCode.CONFIG_SCRIPT_COMMAND;
import static dev.stacktape.config.ConfigCode.CONFIG_UNKNOWN_SCRIPT;
import static dev.stacktape.config.ConfigCode.CONFIG_VPC_REUSE;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the top level that go across several keys. */
final class RootChecks {
  private static final Pattern OUTPUT_NAME = Pattern.compile("[a-zA-Z0-9]{1,255}");

  private final Node.Mapping root;
  private final Problems problems;

  RootChecks(Node.Mapping root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  void check(RootConfig config) {
    config.scripts().forEach(this::checkScript);
    if (config.hooks() != null) {
      for (HookTrigger trigger : HookTrigger.values()) {
        checkHooks(trigger, config.hooks().at(trigger), config.scripts().keySet());
      }
    }
    if (config.stackConfig() != null) {
      checkOutputs(config.stackConfig().outputs());
      checkVpc(config.stackConfig().vpc());
    }
  }

  private void checkScript(String name, Script script) {
    List<String> given = script.executors();
    if (given.size() != 1) {
      String found = given.isEmpty() ? "none" : BindingReport.list(given);
      problems.add(
          CONFIG_SCRIPT_COMMAND
              .error(
                  "The script `%s` needs exactly one thing to run; it has %s."
                      .formatted(name, found))
              .at(
                  given.isEmpty()
                      ? root.locate("scripts", name)
                      : root.locate("scripts", name, "properties", given.get(1)))
              .hint(
                  script instanceof Script.OnBastion
                      ? "Keep one of `executeCommand`, `executeCommands`."
                      : "Keep one of `executeCommand`, `executeCommands`, `executeScript`,"
                          + " `executeScripts`."));
    }
  }

  private void checkHooks(HookTrigger trigger, List<Hooks.Hook> hooks, Set<String> scripts) {
    for (int i = 0; i < hooks.size(); i++) {
      String script = hooks.get(i).scriptName();
      if (scripts.contains(script)) {
        continue;
      }
      String hint =
          DidYouMean.closest(script, scripts)
              .map(near -> "Did you mean `" + near + "`?")
              .orElse(
                  scripts.isEmpty()
                      ? "Define it under `scripts`."
                      : "There are: " + BindingReport.list(scripts));
      problems.add(
          CONFIG_UNKNOWN_SCRIPT
              .error("There is no script `%s`.".formatted(BindingReport.shown(script)))
              .at(root.locate("hooks", trigger.key(), i, "scriptName"))
              .hint(hint));
    }
  }

  private void checkOutputs(List<StackConfig.Output> outputs) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < outputs.size(); i++) {
      String name = outputs.get(i).name();
      boolean fits = OUTPUT_NAME.matcher(name).matches();
      if (fits && names.add(name)) {
        continue;
      }
      String message =
          fits
              ? "There are two stack outputs `%s`."
              : "The stack output `%s` has other characters than letters and digits.";
      problems.add(
          CONFIG_OUTPUT_NAME
              .error(message.formatted(BindingReport.shown(name)))
              .at(root.locate("stackConfig", "outputs", i, "name"))
              .hint("Give it another name."));
    }
  }

  private void checkVpc(StackConfig.@Nullable Vpc vpc) {
    StackConfig.ReuseVpc reuse = vpc == null ? null : vpc.reuseVpc();
    if (reuse == null) {
      return;
    }
    boolean byStack = reuse.projectName() != null && reuse.stage() != null;
    boolean partOfStack = reuse.projectName() != null || reuse.stage() != null;
    boolean byId = reuse.vpcId() != null;
    if (byId ? partOfStack : !byStack) {
      problems.add(
          CONFIG_VPC_REUSE
              .error("`reuseVpc` must name exactly one VPC.")
              .at(root.locate("stackConfig", "vpc", "reuseVpc"))
              .hint("Write either `vpcId`, or `projectName` together with `stage`."));
    }
  }

  /** Raw CloudFormation resources: closed at the top, free below. */
  static void checkCloudFormation(Node.Mapping root, Problems problems) {
    if (root.get("cloudformationResources") instanceof Node.Mapping map) {
      for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
        if (entry.getValue().value() instanceof Node.Mapping resource) {
          String label = "`" + entry.getKey() + "`";
          Binder.bind(
              resource,
              label,
              entry.getValue().keyLocation(),
              CloudFormationResource.class,
              problems);
        }
      }
    }
  }
}

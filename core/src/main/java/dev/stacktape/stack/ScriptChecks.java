package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.SCRIPT_ENVIRONMENT_NAME;
import static dev.stacktape.stack.StackCode.SCRIPT_FILE_UNSUPPORTED;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.config.Script;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.ResourceCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what scripts say about the stack and about what is run. */
final class ScriptChecks {
  /** What files can be run, by how their names end. */
  private static final Pattern RUNNABLE =
      Pattern.compile(".*\\.(js|mjs|cjs|jsx|ts|mts|cts|tsx|py|sh|java)");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*");

  private final StackModel model;
  private final Problems problems;

  ScriptChecks(StackModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  void check() {
    model.config().values().scripts().forEach(this::check);
  }

  private void check(String name, Script script) {
    ScriptBastion.problem(name, script, model).ifPresent(problems::add);
    checkConnections(name, script.connectTo());
    String role = script.assumeRoleOfResource();
    if (role != null && !model.withParts().containsKey(role) && !model.isUnread(role)) {
      report(noResource(role), name, "assumeRoleOfResource");
    }
    checkVariables(name, script.environment());
    checkFile(script.executeScript(), name, "executeScript");
    for (int i = 0; i < script.executeScripts().size(); i++) {
      checkFile(script.executeScripts().get(i), name, "executeScripts", i);
    }
  }

  private void checkConnections(String script, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      Optional<Problem> problem = Connections.problem(names.get(i), model);
      if (problem.isPresent()) {
        report(problem.get(), script, "connectTo", i);
      }
    }
  }

  private Problem noResource(String name) {
    return ResourceCode.RESOURCE_NOT_FOUND
        .error("There is no resource `%s` whose role could be taken.".formatted(name))
        .hint(
            DidYouMean.closest(name, model.withParts().keySet())
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("Name a function, service or job of this config."));
  }

  private void checkVariables(String script, List<Script.Variable> environment) {
    for (int i = 0; i < environment.size(); i++) {
      String name = environment.get(i).name();
      if (!isVariable(name)) {
        report(
            SCRIPT_ENVIRONMENT_NAME
                .warning("`%s` is not a name for a variable, so it is left out.".formatted(name))
                .hint("Begin with a letter or `_`, and go on with letters, digits and `_`."),
            script,
            "environment",
            i,
            "name");
      }
    }
  }

  static boolean isVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }

  private void checkFile(@Nullable String file, String script, Object... path) {
    if (file != null && !DirectiveText.isDirective(file) && !RUNNABLE.matcher(file).matches()) {
      report(
          SCRIPT_FILE_UNSUPPORTED
              .error("`%s` is in no language that scripts can be run in.".formatted(file))
              .hint(
                  "JavaScript, TypeScript, Python, shell and Java are run by their file's ending"
                      + " (.js, .ts, .py, .sh, .java); anything else by `executeCommand`."),
          script,
          path);
    }
  }

  private void report(Problem problem, String script, Object... path) {
    Object[] whole = new Object[path.length + 3];
    whole[0] = "scripts";
    whole[1] = script;
    whole[2] = "properties";
    System.arraycopy(path, 0, whole, 3, path.length);
    problems.add(problem.at(model.config().root().locate(whole)));
  }

  /** The logical ids of roles by what they belong to, for messages. */
  static String known(Map<String, String> roles) {
    return roles.isEmpty()
        ? "No resource of this config has one."
        : "There is one for " + String.join(", ", roles.keySet()) + ".";
  }
}

package dev.stacktape.maven;

import dev.stacktape.ScriptRequest;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.problem.StacktapeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Runs one script of the config on this machine, with what it needs to know of the stack. */
@Mojo(name = "script", requiresProject = false, threadSafe = true)
public final class ScriptMojo extends StackMojo {

  /** The script's name under {@code scripts}. */
  @Parameter(property = "stacktape.scriptName")
  private @Nullable String scriptName;

  /** What stands behind each command of the script. */
  @Parameter(property = "stacktape.arguments")
  private List<String> arguments = List.of();

  /** Variables for the script, each as {@code NAME=value}. They win over those of the config. */
  @Parameter(property = "stacktape.env")
  private List<String> env = List.of();

  /** The resource whose role the script acts in. Default: what the config says. */
  @Parameter(property = "stacktape.assumeRoleOfResource")
  private @Nullable String assumeRoleOfResource;

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    ScriptRequest script =
        new ScriptRequest(
            scriptName == null ? "" : scriptName, arguments, variables(), assumeRoleOfResource);
    stacktape.runScript(request, script, console, console.cancellation());
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : env) {
      int equals = variable.indexOf('=');
      if (equals < 1) {
        throw new StacktapeException(
            GoalCode.PARAMETER_INVALID
                .error("`" + variable + "` in stacktape.env is not of the form NAME=value.")
                .hint("For example -Dstacktape.env=LOG_LEVEL=debug,DRY_RUN=1"));
      }
      variables.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return variables;
  }
}

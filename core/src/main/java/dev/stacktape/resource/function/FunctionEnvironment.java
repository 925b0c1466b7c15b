package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Connections;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Inspection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The environment of a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment
 *     variables</a>
 */
final class FunctionEnvironment {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
  private static final Set<String> SET_BY_LAMBDA =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private FunctionEnvironment() {}

  /**
   * What the language of the code needs, over it what the config says, and over that what connected
   * resources say of themselves.
   */
  static Map<String, Object> variables(
      FunctionProperties function, FunctionCode code, Connections connections) {
    Map<String, Object> variables = new LinkedHashMap<>(code.environment());
    function.environment().forEach(v -> variables.put(v.name(), v.value().text()));
    variables.putAll(connections.environment());
    return variables;
  }

  static void check(Inspection<FunctionProperties> inspection) {
    List<EnvironmentVar> environment = inspection.properties().environment();
    for (int i = 0; i < environment.size(); i++) {
      String name = environment.get(i).name();
      if (SET_BY_LAMBDA.contains(name)) {
        inspection.report(
            VALUE_INVALID
                .error("Lambda sets `%s` itself and lets nobody else do it.".formatted(name))
                .hint("Choose another name."),
            "environment",
            i,
            "name");
      } else if (!NAME.matcher(name).matches()) {
        inspection.report(
            VALUE_INVALID
                .error("`%s` is not a name that Lambda takes for a variable.".formatted(name))
                .hint("Write a letter, and behind it one or more letters, digits and underscores."),
            "environment",
            i,
            "name");
      }
    }
  }
}

package dev.stacktape.config;

import org.jspecify.annotations.Nullable;

/** Directives that give what the caller or the config itself says. */
final class ContextDirectives {
  private ContextDirectives() {}

  static Node profile(Invocation call) {
    String profile = call.context().profile();
    if (profile == null) {
      throw call.noValue("no AWS profile is in use", "Choose a profile for this operation.");
    }
    return call.result(profile);
  }

  static Node account(Invocation call) {
    String account = call.context().account();
    if (account == null) {
      throw call.noValue(
          "the AWS account is not known while working without credentials",
          "Provide AWS credentials for this operation.");
    }
    return call.result(account);
  }

  static Node cliArgs(Invocation call) {
    Object given = call.context().cliArgs().get(call.text(0));
    if (given != null) {
      return call.result(given);
    }
    String option = option(call.text(0), call.context());
    if (option != null) {
      return call.result(option);
    }
    Node fallback = call.optional(1);
    if (fallback == null) {
      throw call.noValue(
          "no argument `" + call.text(0) + "` was given",
          "Give the argument, or write a default: `$CliArgs('" + call.text(0) + "', 'default')`.");
    }
    return fallback;
  }

  /** What every operation is told, under the names that its options have. */
  private static @Nullable String option(String name, LoadContext context) {
    return switch (name) {
      case "stage" -> context.stage();
      case "region" -> context.region();
      case "projectName" -> context.projectName();
      case "profile" -> context.profile();
      default -> null;
    };
  }

  static Node variables(Invocation call) {
    if (!call.args().isEmpty()) {
      throw new DirectiveFailure(
          ConfigCode.DIRECTIVE_ARGUMENTS
              .error("`$Var` takes no arguments; a path says which variable is meant.")
              .hint(
                  call.args().get(0) instanceof Node.Scalar name
                      ? "Write `$Var()." + name.value() + "`."
                      : "Write `$Var().name`."));
    }
    Node variables = call.root().get("variables");
    if (variables == null) {
      throw call.noValue(
          "the config has no `variables`", "Add `variables:` with the value at the top level.");
    }
    return variables;
  }
}

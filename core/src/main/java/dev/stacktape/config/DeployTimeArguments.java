package dev.stacktape.config;

import dev.stacktape.problem.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settles the arguments of a directive that stays in the config until the template is made: what is
 * known while loading is written into its text, so that the text alone says all.
 */
final class DeployTimeArguments {
  /** Finds the value of an argument. */
  @FunctionalInterface
  interface ArgumentValue {
    Node of(DirectiveArgument argument, Location location, int depth);
  }

  private final ArgumentValue values;

  DeployTimeArguments(ArgumentValue values) {
    this.values = values;
  }

  /**
   * The text of the directive with its arguments settled.
   *
   * @throws DirectiveFailure when an argument does not fit
   */
  String settled(Directive.DeployTime directive, DirectiveCall call, Location location, int depth) {
    List<DirectiveArgument> args = new ArrayList<>();
    for (DirectiveArgument arg : call.args()) {
      args.add(
          arg instanceof DirectiveCall inner ? settledArgument(inner, call, location, depth) : arg);
    }
    check(directive, args, location);
    return args.equals(call.args()) ? call.text() : write(call, args);
  }

  private DirectiveArgument settledArgument(
      DirectiveCall inner, DirectiveCall outer, Location location, int depth) {
    Node value = values.of(inner, location, depth);
    if (!(value instanceof Node.Scalar scalar) || scalar.value() == null) {
      throw new DirectiveFailure(
          DirectiveProblems.unfitArgument(outer.name(), BindingReport.describe(value)));
    }
    if (scalar.value() instanceof String text && Directives.isDeployTime(text)) {
      return DirectiveParser.parse(text);
    }
    return new DirectiveArgument.Literal(scalar.value());
  }

  private static void check(
      Directive.DeployTime directive, List<DirectiveArgument> args, Location location) {
    List<@Nullable Node> known = new ArrayList<>();
    for (DirectiveArgument arg : args) {
      known.add(
          arg instanceof DirectiveArgument.Literal literal
              ? new Node.Scalar(literal.value(), location)
              : null);
    }
    directive.signature().check(directive.name(), known);
    if (directive.name().equals("CfFormat")
        && args.get(0) instanceof DirectiveArgument.Literal template) {
      Placeholders.checkCount("CfFormat", String.valueOf(template.value()), args.size() - 1);
    }
  }

  private static String write(DirectiveCall call, List<DirectiveArgument> args) {
    List<String> written = new ArrayList<>();
    for (DirectiveArgument arg : args) {
      written.add(
          arg instanceof DirectiveArgument.Literal literal
              ? write(literal.value(), call)
              : ((DirectiveCall) arg).text());
    }
    String path = call.path().isEmpty() ? "" : "." + String.join(".", call.path());
    return "$" + call.name() + "(" + String.join(", ", written) + ")" + path;
  }

  private static String write(Object value, DirectiveCall call) {
    if (!(value instanceof String text)) {
      return String.valueOf(value);
    }
    for (String quote : List.of("'", "\"")) {
      String quoted = quote + text + quote;
      if (means(quoted, text)) {
        return quoted;
      }
    }
    throw new DirectiveFailure(
        DirectiveProblems.unfitArgument(call.name(), "text with both kinds of quotes"));
  }

  /** Whether the language, which has no escapes, reads the argument as the text. */
  private static boolean means(String quoted, String text) {
    return DirectiveText.parse("$Format(" + quoted + ")")
        .filter(call -> call.args().equals(List.of(new DirectiveArgument.Literal(text))))
        .isPresent();
  }
}

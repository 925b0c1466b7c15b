package dev.stacktape.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that a directive takes.
 *
 * @param parameters by position
 * @param more whether any number of values may follow
 */
record Signature(List<Parameter> parameters, boolean more) {
  static final Signature NONE = new Signature(List.of(), false);

  record Parameter(String name, boolean text, boolean required) {}

  static Parameter text(String name) {
    return new Parameter(name, true, true);
  }

  static Parameter optionalText(String name) {
    return new Parameter(name, true, false);
  }

  static Parameter optional(String name) {
    return new Parameter(name, false, false);
  }

  static Signature of(Parameter... parameters) {
    return new Signature(List.of(parameters), false);
  }

  Signature andMore() {
    return new Signature(parameters, true);
  }

  /** How a call looks: {@code $Format('template', values...)}. */
  String example(String directive) {
    String inside =
        parameters.stream()
            .map(p -> (p.text ? "'" + p.name + "'" : p.name) + (p.required ? "" : "?"))
            .collect(Collectors.joining(", "));
    return "$" + directive + "(" + inside + (more ? ", values..." : "") + ")";
  }

  /**
   * @param args the arguments, null for one whose value is not known yet
   * @throws DirectiveFailure when one is missing or of another kind
   */
  void check(String directive, List<@Nullable Node> args) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (i >= args.size()) {
        if (parameter.required) {
          throw unfitting(directive, "needs the argument `" + parameter.name + "`");
        }
        continue;
      }
      Node arg = args.get(i);
      if (parameter.text && arg != null && !isText(arg)) {
        throw unfitting(
            directive,
            "takes text as `" + parameter.name + "`, but was given " + BindingReport.describe(arg));
      }
    }
  }

  /** Whether arguments are left over that the directive passes over. */
  boolean hasSurplus(int count) {
    return !more && count > parameters.size();
  }

  private static boolean isText(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() instanceof String;
  }

  private DirectiveFailure unfitting(String directive, String what) {
    return new DirectiveFailure(
        ConfigCode.DIRECTIVE_ARGUMENTS
            .error("`$%s` %s.".formatted(directive, what))
            .hint("Write it as `" + example(directive) + "`."));
  }
}

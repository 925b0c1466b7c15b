package dev.stacktape.config;

import java.util.List;
import java.util.regex.Pattern;

/** Templates whose {@code {}} are replaced from left to right. */
final class Placeholders {
  private static final Pattern NAMED = Pattern.compile("\\{[^{}\\s]+}");

  private Placeholders() {}

  /** {@code $Format}. */
  static Node format(Invocation call) {
    String template = call.text(0);
    List<Node> values = call.args().subList(1, call.args().size());
    checkCount("Format", template, values.size());
    if (values.isEmpty() && NAMED.matcher(template).find()) {
      call.problems()
          .add(
              ConfigCode.DIRECTIVE_PLACEHOLDERS
                  .warning(
                      "`%s` stays as it is: only empty braces are replaced."
                          .formatted(BindingReport.shown(template)))
                  .at(call.location())
                  .hint("Write `{}` and give the value: `$Format('{}-name', $Stage())`."));
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Node value : values) {
      int brace = template.indexOf("{}", from);
      text.append(template, from, brace).append(textOf(value));
      from = brace + 2;
    }
    return call.result(text.append(template.substring(from)).toString());
  }

  /**
   * @throws DirectiveFailure when there are not as many values as placeholders
   */
  static void checkCount(String directive, String template, int values) {
    int placeholders = 0;
    for (int at = template.indexOf("{}"); at >= 0; at = template.indexOf("{}", at + 2)) {
      placeholders++;
    }
    if (placeholders != values) {
      throw new DirectiveFailure(
          ConfigCode.DIRECTIVE_PLACEHOLDERS
              .error(
                  "The template of `$"
                      + directive
                      + "` has "
                      + placeholders
                      + " `{}`, but the number of values is "
                      + values
                      + ".")
              .hint("Give one value for each `{}`."));
    }
  }

  private static String textOf(Node value) {
    if (value instanceof Node.Scalar scalar && scalar.value() != null) {
      return new ScalarValue(scalar.value()).text();
    }
    throw new DirectiveFailure(
        ConfigCode.DIRECTIVE_ARGUMENTS
            .error("`$Format` cannot put " + BindingReport.describe(value) + " into text.")
            .hint("Give it text, a number or a boolean."));
  }
}

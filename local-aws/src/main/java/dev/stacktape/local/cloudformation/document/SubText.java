package dev.stacktape.local.cloudformation.document;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of an {@code Fn::Sub}, taken apart.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html">Fn::Sub</a>
 */
final class SubText {
  /** A piece of the text. */
  sealed interface Part {
    /** Text that stays as it is. */
    record Literal(String text) implements Part {}

    /** {@code ${name}}: a variable, a logical id, {@code LogicalId.Attribute} or a parameter. */
    record Variable(String name) implements Part {}
  }

  private SubText() {}

  /** The pieces in order; {@code ${!name}} is the literal {@code ${name}}. */
  static List<Part> parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("${", at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        parts.add(new Part.Literal(text.substring(at)));
        return parts;
      }
      if (open > at) {
        parts.add(new Part.Literal(text.substring(at, open)));
      }
      parts.add(part(text.substring(open + 2, close)));
      at = close + 1;
    }
    return parts;
  }

  private static Part part(String inside) {
    if (inside.startsWith("!")) {
      return new Part.Literal("${" + inside.substring(1) + "}");
    }
    String name = inside.strip();
    if (!name.matches("[A-Za-z0-9_.:]+")) {
      throw TemplateErrors.invalid(
          "Template error: variable names in Fn::Sub syntax must contain only alphanumeric"
              + " characters, underscores, periods, and colons");
    }
    return new Part.Variable(name);
  }
}

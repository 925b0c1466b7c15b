package dev.stacktape.template;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of an {@code Fn::Sub}, taken apart.
 *
 * @param parts in order; joined they give the text again
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html">Fn::Sub</a>
 */
public record SubText(List<Part> parts) {

  /** A piece of the text. */
  public sealed interface Part {}

  /** Text that stays as it is; {@code ${!x}} has become <code>${x}</code>. */
  public record Literal(String text) implements Part {}

  /** What stood between <code>${</code> and <code>}</code>: a logical id, an attribute, a name. */
  public record Variable(String name) implements Part {}

  public SubText {
    parts = List.copyOf(parts);
  }

  /** Takes a text apart. A <code>${</code> that is never closed is plain text. */
  public static SubText of(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int close = text.startsWith("${", at) ? text.indexOf('}', at) : -1;
      if (close < 0) {
        literal.append(text.charAt(at++));
      } else if (text.charAt(at + 2) == '!') {
        literal.append("${").append(text, at + 3, close + 1);
        at = close + 1;
      } else {
        flush(literal, parts);
        parts.add(new Variable(text.substring(at + 2, close).strip()));
        at = close + 1;
      }
    }
    flush(literal, parts);
    return new SubText(parts);
  }

  /** The names of its variables, in order, each as often as it stands there. */
  public List<String> variables() {
    return parts.stream()
        .filter(Variable.class::isInstance)
        .map(part -> ((Variable) part).name())
        .toList();
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}

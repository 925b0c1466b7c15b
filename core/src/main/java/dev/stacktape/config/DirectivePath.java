package dev.stacktape.config;

import dev.stacktape.problem.Location;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the path behind a directive into what the directive gave. */
final class DirectivePath {
  private DirectivePath() {}

  /**
   * The part that the path leads to. Where it meets another directive, the rest of the path goes to
   * that one: the outcome is then a directive again.
   *
   * @throws DirectiveFailure when the path leads nowhere, or to nothing
   */
  static Node follow(Node whole, DirectiveCall call, Location location) {
    List<String> path = call.path();
    Node node = whole;
    StringBuilder reached = new StringBuilder(call.textWithoutPath());
    for (int i = 0; i < path.size(); i++) {
      if (node instanceof Node.Scalar scalar
          && scalar.value() instanceof String text
          && DirectiveText.isDirective(text)) {
        String rest = String.join(".", path.subList(i, path.size()));
        return new Node.Scalar(text + "." + rest, location);
      }
      Node next = step(node, path.get(i));
      if (next == null) {
        throw nowhere(node, reached.toString(), path.get(i));
      }
      node = next;
      reached.append('.').append(path.get(i));
    }
    if (node instanceof Node.Scalar scalar && scalar.value() == null) {
      throw new DirectiveFailure(
          ConfigCode.DIRECTIVE_NO_VALUE
              .error("`" + BindingReport.shown(reached.toString()) + "` has no value.")
              .hint("Give it a value where it is defined."));
    }
    return node;
  }

  private static @Nullable Node step(Node node, String step) {
    if (node instanceof Node.Mapping map) {
      return map.get(step);
    }
    if (node instanceof Node.Sequence list && step.matches("[0-9]{1,6}")) {
      int index = Integer.parseInt(step);
      return index < list.items().size() ? list.items().get(index) : null;
    }
    return null;
  }

  private static DirectiveFailure nowhere(Node node, String reached, String step) {
    if (node instanceof Node.Unresolved) {
      return DirectiveFailure.reportedBefore();
    }
    Set<String> known = node instanceof Node.Mapping map ? map.entries().keySet() : Set.of();
    return new DirectiveFailure(
        DirectiveProblems.path(reached, step, BindingReport.describe(node), known));
  }
}

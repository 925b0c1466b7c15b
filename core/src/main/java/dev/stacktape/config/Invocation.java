package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A load-time directive being evaluated.
 *
 * @param args evaluated and checked against the signature
 * @param location where the directive stands
 * @param root the whole config as it was written
 * @param directory what relative paths start from
 * @param programs runs files that are programs
 */
record Invocation(
    DirectiveCall call,
    List<Node> args,
    Location location,
    Node.Mapping root,
    Path directory,
    LoadContext context,
    Problems problems,
    DirectivePrograms programs) {

  /** The text of an argument that the signature knows to be text. */
  String text(int index) {
    return String.valueOf(args.get(index).toPlain());
  }

  /** The value of an argument that may have been left out. */
  @Nullable Node optional(int index) {
    return index < args.size() ? args.get(index) : null;
  }

  /** A single value at the place of the directive. */
  Node result(Object value) {
    return new Node.Scalar(value, location);
  }

  /** The directive has nothing to give. */
  DirectiveFailure noValue(String why, @Nullable String hint) {
    return new DirectiveFailure(
        ConfigCode.DIRECTIVE_NO_VALUE
            .error("`%s` has no value: %s.".formatted(BindingReport.shown(call.text()), why))
            .hint(hint));
  }
}

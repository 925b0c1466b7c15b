package dev.stacktape.config;

import dev.stacktape.problem.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * A directive that stands in a loaded config and waits for the template: {@code $ResourceParam},
 * {@code $CfResourceParam}, {@code $Secret}, {@code $SsmParam}, {@code $CfFormat}, {@code
 * $CfStackOutput}, {@code $StackOutput}. Number and kind of its arguments have been checked; its
 * arguments are values or directives of the same kind.
 *
 * @param call what it says; {@link DirectiveCall#calls} has those among its arguments too
 * @param location where it stands
 */
public record DeployTimeDirective(DirectiveCall call, Location location) {

  /** All of them below a node, in the order of the document. */
  public static List<DeployTimeDirective> allIn(Node node) {
    List<DeployTimeDirective> found = new ArrayList<>();
    collect(node, found);
    return List.copyOf(found);
  }

  private static void collect(Node node, List<DeployTimeDirective> found) {
    if (node instanceof Node.Mapping map) {
      map.entries().values().forEach(entry -> collect(entry.value(), found));
    } else if (node instanceof Node.Sequence list) {
      list.items().forEach(item -> collect(item, found));
    } else if (node instanceof Node.Scalar scalar
        && scalar.value() instanceof String text
        && Directives.isDeployTime(text)) {
      DirectiveText.parse(text)
          .ifPresent(call -> found.add(new DeployTimeDirective(call, scalar.location())));
    }
  }
}

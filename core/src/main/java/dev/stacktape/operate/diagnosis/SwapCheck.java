package dev.stacktape.operate.diagnosis;

import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Functions that run other code than their template names. */
final class SwapCheck implements Check {
  private final Function<Inventory, Set<String>> swapped;

  /**
   * Finds them.
   *
   * @param swapped the logical ids of such functions
   */
  SwapCheck(Function<Inventory, Set<String>> swapped) {
    this.swapped = swapped;
  }

  @Override
  public String subject() {
    return "the code of the functions";
  }

  @Override
  public List<Finding> look(Inventory stack, Instant from, Instant to) {
    Set<String> ids = swapped.apply(stack);
    return stack.resources().stream()
        .filter(resource -> ids.contains(resource.logicalId()))
        .map(SwapCheck::finding)
        .toList();
  }

  private static Finding finding(Resource function) {
    return new Finding(
        Kind.CODE_SWAPPED,
        Urgency.NOTE,
        function.resourceName(),
        null,
        "`%s` runs other code than its template names, as after a hot-swap."
            .formatted(function.name()),
        List.of(),
        "The next stacktape:deploy brings both together.");
  }
}

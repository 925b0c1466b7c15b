package dev.stacktape.operate.diagnosis;

import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import dev.stacktape.operate.inventory.Swaps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs otherwise than its template says. */
final class SwapCheck implements Check {
  private final Swaps swaps;

  SwapCheck(Swaps swaps) {
    this.swaps = swaps;
  }

  @Override
  public String subject() {
    return "what was hot-swapped";
  }

  @Override
  public List<Finding> look(Inventory stack, Instant from, Instant to) {
    Map<String, String> swapped = swaps.in(stack);
    return stack.resources().stream()
        .filter(resource -> swapped.containsKey(resource.logicalId()))
        .map(resource -> finding(resource, swapped.get(resource.logicalId())))
        .toList();
  }

  private static Finding finding(Resource resource, @Nullable String how) {
    return new Finding(
        Kind.CODE_SWAPPED,
        Urgency.NOTE,
        resource.resourceName(),
        null,
        "`%s` runs otherwise than its template says.".formatted(resource.name()),
        how == null ? List.of() : List.of(how),
        "The next stacktape:deploy ends with what its plan says.");
  }
}

package dev.stacktape.local.cloudformation.change;

import dev.stacktape.local.cloudformation.stack.ResourceChange;
import java.util.List;

/**
 * Everything that an update is going to do.
 *
 * @param outputs whether outputs or exports change
 * @param tags whether the stack's tags change
 */
public record StackChanges(List<ResourceChange> resources, boolean outputs, boolean tags) {

  /** Whether there is nothing to do at all. */
  public boolean isNothing() {
    return resources.isEmpty() && !outputs && !tags;
  }
}

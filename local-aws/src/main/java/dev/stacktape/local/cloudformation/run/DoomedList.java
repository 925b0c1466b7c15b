package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.run.Deletions.Doomed;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What has to be deleted at the end of an operation, read from what is kept of the stack. */
final class DoomedList {
  private DoomedList() {}

  /**
   * After an update that went well: what was replaced, and what is in the template no more.
   *
   * @param wanted the logical ids of the template
   */
  static List<Doomed> afterUpdate(Stack stack, Set<String> wanted) {
    List<Doomed> doomed = new ArrayList<>();
    for (StackResource resource : stack.resources().values()) {
      addLeftovers(resource, doomed);
      Physical current = resource.current();
      if (current == null || Lives.isGone(resource)) {
        continue;
      }
      Physical stable = resource.stable();
      if (stable != null && !stable.id().equals(current.id())) {
        boolean retained = current.updateReplacePolicy().equals("Retain");
        doomed.add(new Doomed(resource, stable, false, retained));
      }
      if (!wanted.contains(resource.logicalId())) {
        doomed.add(new Doomed(resource, current, true, Lives.outlives(current, false, false)));
      }
    }
    return doomed;
  }

  /** After everything was put back: what the failed update had made. */
  static List<Doomed> afterRevert(Stack stack, Operation operation) {
    List<Doomed> doomed = new ArrayList<>();
    for (StackResource resource : stack.resources().values()) {
      addLeftovers(resource, doomed);
      Physical current = resource.current();
      boolean isNew = resource.touched() && resource.stable() == null;
      if (isNew && current != null && !Lives.isGone(resource)) {
        boolean retained = Lives.outlives(current, true, operation.retainExceptOnCreate());
        doomed.add(new Doomed(resource, current, true, retained));
      }
    }
    return doomed;
  }

  /** All of a stack. */
  static List<Doomed> ofStack(Stack stack, Operation operation, boolean isFailedCreation) {
    List<Doomed> doomed = new ArrayList<>();
    for (StackResource resource : stack.resources().values()) {
      addLeftovers(resource, doomed);
      Physical current = resource.current();
      Physical stable = resource.stable();
      if (stable != null && current != null && !stable.id().equals(current.id())) {
        doomed.add(new Doomed(resource, stable, false, Lives.outlives(stable, false, false)));
      }
      if (current != null && !Lives.isGone(resource)) {
        boolean neverFinished = isFailedCreation || (resource.touched() && stable == null);
        boolean retained =
            operation.retained().contains(resource.logicalId())
                || Lives.outlives(current, neverFinished, operation.retainExceptOnCreate());
        doomed.add(new Doomed(resource, current, true, retained));
      }
    }
    return doomed;
  }

  private static void addLeftovers(StackResource resource, List<Doomed> doomed) {
    resource.leftovers().forEach(old -> doomed.add(new Doomed(resource, old, false, false)));
  }
}

package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceStatus;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import java.util.Objects;

/** Puts one resource back to what it was before the update. */
final class RevertStep {
  private final Stack stack;
  private final Operation operation;
  private final ProviderCalls calls;

  RevertStep(Stack stack, Operation operation, ProviderCalls calls) {
    this.stack = stack;
    this.operation = operation;
    this.calls = calls;
  }

  /** Carries the step out; returns whether it went well. */
  boolean run(String logicalId) {
    StackResource touched = Objects.requireNonNull(stack.resource(logicalId));
    Physical stable = touched.stable();
    Physical current = touched.current();
    if (stable == null || (current != null && current.equals(stable) && isSettledIn(touched))) {
      return true;
    }
    if (operation.retained().contains(logicalId)) {
      stack.tell(touched.now(stable).in(ResourceStatus.UPDATE_COMPLETE, null, stack.now()));
      return true;
    }
    if (current == null || !current.id().equals(stable.id())) {
      return putBackOld(touched, stable);
    }
    boolean unchanged =
        Trees.same(current.properties(), stable.properties())
            && current.tags().equals(stable.tags());
    if (!unchanged) {
      return changeBack(touched, current, stable);
    }
    if (isSettledIn(touched)) {
      stack.keep(touched.now(stable));
    } else {
      stack.tell(touched.now(stable).in(ResourceStatus.UPDATE_COMPLETE, null, stack.now()));
    }
    return true;
  }

  private static boolean isSettledIn(StackResource resource) {
    return resource.status().isStanding();
  }

  private boolean putBackOld(StackResource touched, Physical stable) {
    Physical current = touched.current();
    StackResource back = current == null ? touched : touched.leaving(current);
    stack.tell(back.now(stable).in(ResourceStatus.UPDATE_COMPLETE, null, stack.now()));
    return true;
  }

  private boolean changeBack(StackResource touched, Physical current, Physical stable) {
    StackResource begun = touched.in(ResourceStatus.UPDATE_IN_PROGRESS, null, stack.now());
    stack.tell(begun, stable.shown());
    try {
      Physical reverted =
          calls.revert(touched.logicalId(), touched.type(), stable, current.properties());
      stack.tell(begun.now(reverted).in(ResourceStatus.UPDATE_COMPLETE, null, stack.now()));
      return true;
    } catch (ResourceFailure e) {
      stack.tell(begun.in(ResourceStatus.UPDATE_FAILED, e.reason(), stack.now()));
      return false;
    }
  }
}

package dev.stacktape.deploy;

import dev.stacktape.plan.DeployedStack;
import dev.stacktape.problem.StacktapeException;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** A plan holds for the stack that it was made from, and for no other. */
final class Freshness {
  private Freshness() {}

  /** Goes on only when the stack is still what the plan was made from. */
  static void require(DeployedStack planned, Optional<Stack> now) {
    boolean same = now.map(stack -> isSame(planned, stack)).orElse(!planned.exists());
    if (!same) {
      throw stale("The stack has changed since the plan was made.");
    }
  }

  static StacktapeException stale(String what) {
    return new StacktapeException(
        DeployCode.PLAN_STALE
            .error(what + " Nothing was done.")
            .hint("Make a new plan, look at it, and carry that out."));
  }

  private static boolean isSame(DeployedStack planned, Stack now) {
    return now.stackId().equals(planned.stackId())
        && now.stackStatusAsString().equals(planned.status())
        && Stacks.lastChanged(now).toString().equals(planned.lastChanged());
  }
}

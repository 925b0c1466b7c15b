package dev.stacktape.plan;

import dev.stacktape.template.ResourceDiff;

/** Decides for one kind of resource whether a change of it can be hot-swapped. */
@FunctionalInterface
interface HotSwapRule {

  /** The verdict on a resource that is in both templates and differs. */
  Verdict judge(ResourceDiff diff, SwapContext context);

  /** What a rule says. */
  sealed interface Verdict {}

  /** The change is made by this operation. */
  record Accepted(SwapOperation operation) implements Verdict {}

  /** What is wanted runs already. */
  record AlreadyLive() implements Verdict {}

  /**
   * The change cannot be hot-swapped.
   *
   * @param reason a sentence
   */
  record Rejected(String reason) implements Verdict {}
}

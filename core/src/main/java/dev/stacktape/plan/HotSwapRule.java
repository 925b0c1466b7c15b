package dev.stacktape.plan;

import dev.stacktape.template.ResourceDiff;
import org.jspecify.annotations.Nullable;

/** Decides for one kind of resource what can be hot-swapped of it, and what has to be put back. */
interface HotSwapRule {

  /** The verdict on a resource that is in both templates and differs, or was swapped before. */
  Verdict judge(ResourceDiff diff, SwapContext context);

  /**
   * What puts a resource back to the wanted template, apart from what CloudFormation is going to
   * update anyway.
   *
   * @param diff what CloudFormation updates, null where it sees no change
   */
  Verdict restore(String logicalId, @Nullable ResourceDiff diff, SwapContext context);

  /** What a rule says. */
  sealed interface Verdict {}

  /** The change is made by this operation. */
  record Accepted(SwapOperation operation) implements Verdict {}

  /** What is wanted runs already, or comes with the operation on another resource. */
  record NothingToDo() implements Verdict {}

  /**
   * The change cannot be hot-swapped.
   *
   * @param reason a sentence
   */
  record Rejected(String reason) implements Verdict {}
}

package dev.stacktape.mcp.approval;

import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Refusal;
import java.util.Optional;

/** Lets a plan through when whoever has to agree has agreed. An agent's own word counts nowhere. */
public final class Gate {
  private final PlanStore plans;
  private final String command;

  /**
   * Guards the plans of a store.
   *
   * @param command what a person types at a terminal, without the plan's id
   */
  public Gate(PlanStore plans, String command) {
    this.plans = plans;
    this.command = command;
  }

  /**
   * Goes on only with a plan that may be carried out now.
   *
   * @throws Refusal {@code PLAN_EXPIRED}, {@code APPROVAL_REQUIRED}, {@code APPROVAL_DECLINED}
   */
  public void require(StoredPlan plan, Call call) {
    requireFresh(plan);
    if (plan.approval() == ApprovalMode.NONE
        || plan.approval() == ApprovalMode.CLIENT
        || plans.isApproved(plan)) {
      return;
    }
    if (plan.approval() == ApprovalMode.USER && call.canAsk()) {
      ask(plan, call);
      // A person may have thought about it for longer than the plan holds.
      requireFresh(plan);
      return;
    }
    throw new Refusal(
        "APPROVAL_REQUIRED",
        "A person has to approve this plan of `%s` at a terminal.".formatted(plan.stackName()),
        "Run in a terminal: " + commandFor(plan.id()),
        "Ask the user to run `" + commandFor(plan.id()) + "` in a terminal of their own.",
        "Then call the tool again with the same planId. Doing it by other means needs the same approval.");
  }

  private void requireFresh(StoredPlan plan) {
    if (plans.isExpired(plan)) {
      throw new Refusal(
          "PLAN_EXPIRED",
          "The plan is older than 15 minutes.",
          "The stack may have changed meanwhile.",
          "Call plan_change again and show the user the new plan.");
    }
  }

  /** What a person types to approve a plan. */
  public String commandFor(String planId) {
    return command + " approve " + planId;
  }

  private void ask(StoredPlan plan, Call call) {
    Optional<String> typed =
        call.ask(
            plan.text() + "\n\nType the name of the stack (" + plan.stackName() + ") to approve.",
            "stackName");
    if (typed.filter(plan.stackName()::equals).isPresent()) {
      plans.approve(plan, "form in " + call.client());
      return;
    }
    throw new Refusal(
        "APPROVAL_DECLINED",
        typed.isPresent()
            ? "What was typed is not the name of the stack."
            : "Nobody approved the plan; perhaps the client never showed the form.",
        "A person can approve it at a terminal: " + commandFor(plan.id()),
        "Ask the user whether they want this. If so, have them run `"
            + commandFor(plan.id())
            + "`.");
  }
}

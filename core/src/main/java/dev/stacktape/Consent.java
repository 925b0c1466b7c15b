package dev.stacktape;

import dev.stacktape.deploy.DeployCode;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.StacktapeException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user has agreed to beforehand. The engine never asks; it refuses what was not agreed to.
 *
 * @param allowDataLoss resources whose data may be lost, by name in the config or by logical id
 * @param approvedPlan the id of the plan that somebody has seen and agreed to; null where a
 *     deployment was asked for without looking at its plan
 */
public record Consent(Set<String> allowDataLoss, @Nullable String approvedPlan) {
  private static final int BRIEF = 12;

  public Consent {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** Agrees to losses, but to no plan in particular. */
  public Consent(Set<String> allowDataLoss) {
    this(allowDataLoss, null);
  }

  /** Nothing was agreed to. */
  public static Consent none() {
    return new Consent(Set.of());
  }

  /** The same, after somebody has seen the plan and agreed to it. */
  public Consent approving(Plan plan) {
    return new Consent(allowDataLoss, plan.id());
  }

  /**
   * Goes on only when everything about a deployment was agreed to that must be.
   *
   * @throws StacktapeException {@code DATA_LOSS_NOT_ALLOWED} for each resource, {@code PLAN_STALE}
   *     when another plan was agreed to, {@code STAGE_PROTECTED}
   */
  public void check(PlannedDeployment planned) {
    Plan plan = planned.plan();
    if (approvedPlan != null && !approvedPlan.equals(plan.id())) {
      throw new StacktapeException(
          DeployCode.PLAN_STALE
              .error(
                  "The plan that was agreed to (%s) is not what a deployment would do now (%s)."
                      .formatted(brief(approvedPlan), brief(plan.id())))
              .hint("Look at the new plan: stacktape:diff."));
    }
    checkLosses(plan);
    boolean changes = plan.route() != Plan.Route.NOTHING || !planned.restored().isEmpty();
    if (planned.needsApproval() && approvedPlan == null && changes) {
      throw new StacktapeException(
          DeployCode.STAGE_PROTECTED
              .error(
                  "The stage `%s` is protected: somebody must have seen the plan."
                      .formatted(plan.target().stage()))
              .hint(
                  "Save the plan with stacktape:diff -Dstacktape.savePlan=plan.json, look at it, then"
                      + " stacktape:deploy -Dstacktape.plan=plan.json."));
    }
  }

  private static String brief(String planId) {
    return planId.substring(0, Math.min(BRIEF, planId.length()));
  }

  /**
   * Goes on only when every loss of a deployment was agreed to.
   *
   * @throws StacktapeException with {@code DATA_LOSS_NOT_ALLOWED} for each resource
   */
  public void checkLosses(Plan plan) {
    refuse(plan.losses().stream().filter(change -> !mayLose(change)).toList(), "This deployment");
  }

  /**
   * Goes on only when it is settled what becomes of all data in a stack that is to be deleted. Data
   * that a policy keeps counts too: what stays behind under the stack's own names keeps the stack
   * from being deployed again, so nobody should find out about it then.
   *
   * @throws StacktapeException with {@code DATA_LOSS_NOT_ALLOWED} for each resource
   */
  public void checkDeletion(Plan plan) {
    refuse(
        plan.changes().stream()
            .filter(change -> !mayLose(change))
            .filter(change -> change.data() == Change.Data.LOST || isKeptResourceOfConfig(change))
            .toList(),
        "Deleting the stack");
  }

  private static boolean isKeptResourceOfConfig(Change change) {
    return change.data() == Change.Data.KEPT && change.origin().resourceName() != null;
  }

  /** Whether the data of what changes may be lost. */
  boolean mayLose(Change change) {
    return change.data() != Change.Data.UNTOUCHED && change.isNamedIn(allowDataLoss);
  }

  /** A hint can be copied as it is, so it has what was named already, and all that is missing. */
  private void refuse(List<Change> losses, String what) {
    if (losses.isEmpty()) {
      return;
    }
    String names =
        Stream.concat(allowDataLoss.stream().sorted(), losses.stream().map(Consent::name))
            .distinct()
            .collect(Collectors.joining(","));
    String hint =
        (losses.size() == 1
                ? "If the data may go, say so: "
                : "If the data of all of them may go, say so; else name those where it may: ")
            + "-Dstacktape.allowDataLoss="
            + names;
    throw new StacktapeException(
        losses.stream()
            .map(
                change ->
                    DeployCode.DATA_LOSS_NOT_ALLOWED
                        .error(
                            "%s takes the data in `%s` (%s) away."
                                .formatted(what, name(change), change.type()))
                        .at(change.origin().location())
                        .hint(hint))
            .toList());
  }

  private static String name(Change change) {
    String name = change.origin().resourceName();
    return name == null ? change.logicalId() : name;
  }
}

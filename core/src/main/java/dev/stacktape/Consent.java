package dev.stacktape;

import dev.stacktape.deploy.DeployCode;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.util.List;
import java.util.Set;

/**
 * What the user has agreed to beforehand. The engine never asks; it refuses what was not agreed to.
 *
 * @param allowDataLoss resources whose data may be lost, by name in the config or by logical id
 */
public record Consent(Set<String> allowDataLoss) {
  public Consent {
    allowDataLoss = Set.copyOf(allowDataLoss);
  }

  /** Nothing was agreed to. */
  public static Consent none() {
    return new Consent(Set.of());
  }

  /**
   * Goes on only when every loss of a deployment was agreed to.
   *
   * @throws StacktapeException with {@code DATA_LOSS_NOT_ALLOWED} for each resource
   */
  public void check(Plan plan) {
    refuse(
        plan.losses().stream()
            .filter(change -> !mayLose(change))
            .map(change -> loss(change, "This deployment"))
            .toList());
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
            .map(change -> loss(change, "Deleting the stack"))
            .toList());
  }

  private static boolean isKeptResourceOfConfig(Change change) {
    return change.data() == Change.Data.KEPT && change.origin().resourceName() != null;
  }

  /** Whether the data of what changes may be lost. */
  boolean mayLose(Change change) {
    return change.data() != Change.Data.UNTOUCHED && change.isNamedIn(allowDataLoss);
  }

  private static Problem loss(Change change, String what) {
    String name = change.origin().resourceName();
    String consent = name == null ? change.logicalId() : name;
    return DeployCode.DATA_LOSS_NOT_ALLOWED
        .error(what + " takes the data in `" + consent + "` (" + change.type() + ") away.")
        .at(change.origin().location())
        .hint("If the data may go, say so: -Dstacktape.allowDataLoss=" + consent);
  }

  private static void refuse(List<Problem> losses) {
    if (!losses.isEmpty()) {
      throw new StacktapeException(losses);
    }
  }
}

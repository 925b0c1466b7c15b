package dev.stacktape;

import dev.stacktape.plan.Change;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;

/**
 * What the deletion of a stack is going to do.
 *
 * @param plan everything goes
 * @param deployed what the plan was made from
 */
public record PlannedDeletion(Plan plan, DeployedStack deployed) {
  /**
   * The plan as it is carried out with a consent: what was kept by its policy goes where its loss
   * was agreed to.
   */
  public Plan with(Consent consent) {
    return new Plan(
        plan.id(),
        plan.target(),
        plan.changes().stream()
            .map(change -> consent.mayLose(change) ? change.withData(Change.Data.LOST) : change)
            .toList(),
        plan.outputChanges(),
        plan.route(),
        plan.swaps(),
        plan.rejections());
  }

  /** Whether there is a stack to delete. */
  public boolean exists() {
    return deployed.exists();
  }
}

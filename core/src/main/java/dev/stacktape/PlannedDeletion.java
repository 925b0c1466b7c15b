package dev.stacktape;

import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;

/**
 * What the deletion of a stack is going to do.
 *
 * @param plan everything goes
 * @param deployed what the plan was made from
 */
public record PlannedDeletion(Plan plan, DeployedStack deployed) {
  /** Whether there is a stack to delete. */
  public boolean exists() {
    return deployed.exists();
  }
}

package dev.stacktape;

import dev.stacktape.deploy.StackRecovery;

/**
 * What can be done about a stack that takes no changes. What was shown is what is done.
 *
 * @param proposal with the state that it was made for
 */
public record PlannedRecovery(StackRecovery.Proposal proposal) {

  /** What would be done and why, for a person to read. */
  public String text() {
    return proposal.text();
  }

  /** Whether there is anything to do, so that consent is needed. */
  public boolean isNeeded() {
    return proposal.isNeeded();
  }
}

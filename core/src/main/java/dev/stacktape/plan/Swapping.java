package dev.stacktape.plan;

/** Whether a plan may go around CloudFormation. */
public enum Swapping {
  /** Everything goes through CloudFormation. */
  NOT_ASKED,
  /**
   * Hot-swap where that carries out the whole plan; else everything goes through CloudFormation.
   */
  ALL_OR_NOTHING,
  /** Hot-swap what can be; the rest stays as it is deployed. */
  WHAT_CAN_BE;

  boolean isAsked() {
    return this != NOT_ASKED;
  }
}

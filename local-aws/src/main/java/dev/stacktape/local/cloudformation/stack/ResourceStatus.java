package dev.stacktape.local.cloudformation.stack;

/** Where a resource of a stack stands. */
public enum ResourceStatus {
  CREATE_IN_PROGRESS,
  CREATE_COMPLETE,
  CREATE_FAILED,
  UPDATE_IN_PROGRESS,
  UPDATE_COMPLETE,
  UPDATE_FAILED,
  DELETE_IN_PROGRESS,
  DELETE_COMPLETE,
  DELETE_FAILED,
  DELETE_SKIPPED;

  /** Whether the last thing that was done to it went well and it is there. */
  public boolean isStanding() {
    return this == CREATE_COMPLETE || this == UPDATE_COMPLETE;
  }
}

package dev.stacktape.local.cloudformation.stack;

/**
 * Where a stack stands.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack
 *     status codes</a>
 */
public enum StackStatus {
  REVIEW_IN_PROGRESS,
  CREATE_IN_PROGRESS,
  CREATE_COMPLETE,
  CREATE_FAILED,
  ROLLBACK_IN_PROGRESS,
  ROLLBACK_COMPLETE,
  ROLLBACK_FAILED,
  UPDATE_IN_PROGRESS,
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
  UPDATE_COMPLETE,
  UPDATE_FAILED,
  UPDATE_ROLLBACK_IN_PROGRESS,
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
  UPDATE_ROLLBACK_COMPLETE,
  UPDATE_ROLLBACK_FAILED,
  DELETE_IN_PROGRESS,
  DELETE_COMPLETE,
  DELETE_FAILED;

  /** Whether an update may begin. */
  public boolean canBeUpdated() {
    return switch (this) {
      case CREATE_COMPLETE,
          CREATE_FAILED,
          UPDATE_COMPLETE,
          UPDATE_FAILED,
          UPDATE_ROLLBACK_COMPLETE ->
          true;
      case REVIEW_IN_PROGRESS,
          CREATE_IN_PROGRESS,
          ROLLBACK_IN_PROGRESS,
          ROLLBACK_COMPLETE,
          ROLLBACK_FAILED,
          UPDATE_IN_PROGRESS,
          UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
          UPDATE_ROLLBACK_IN_PROGRESS,
          UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
          UPDATE_ROLLBACK_FAILED,
          DELETE_IN_PROGRESS,
          DELETE_COMPLETE,
          DELETE_FAILED ->
          false;
    };
  }

  /** Whether an operation runs; a stack under review only waits for its first change set. */
  public boolean isInProgress() {
    return name().endsWith("_IN_PROGRESS") && this != REVIEW_IN_PROGRESS;
  }
}

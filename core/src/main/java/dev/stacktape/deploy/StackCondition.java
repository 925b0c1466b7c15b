package dev.stacktape.deploy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a stack in each of CloudFormation's states.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack
 *     status codes</a>
 */
enum StackCondition {
  /** There is no stack: it can be created. */
  ABSENT,
  /** Nothing but a change set that was never executed: it goes, then the stack can be created. */
  EMPTY,
  /** It never came to be: what is left of it goes, then it can be created. */
  NEVER_CREATED,
  /** It can be updated. */
  READY,
  /** CloudFormation is at work on it: wait. */
  BUSY,
  /** A rollback failed: somebody must say what to do. */
  ROLLBACK_FAILED,
  /** A deletion failed half-way: it can only be deleted. */
  DELETE_FAILED;

  /** Where nothing of a template lives in the stack. */
  private static final Set<StackCondition> WITHOUT_RESOURCES = Set.of(ABSENT, EMPTY, NEVER_CREATED);

  /** The condition of a stack with this status, null for no stack. */
  static StackCondition of(@Nullable String status) {
    if (status == null) {
      return ABSENT;
    }
    return switch (status) {
      case "DELETE_COMPLETE" -> ABSENT;
      case "REVIEW_IN_PROGRESS" -> EMPTY;
      case "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED" -> NEVER_CREATED;
      case "UPDATE_ROLLBACK_FAILED", "IMPORT_ROLLBACK_FAILED" -> ROLLBACK_FAILED;
      case "DELETE_FAILED" -> DELETE_FAILED;
      // UPDATE_FAILED is where an update without rollback ends; AWS takes the next update from it.
      default -> status.endsWith("_IN_PROGRESS") ? BUSY : READY;
    };
  }

  /** Whether the deployed template says nothing about what there is. */
  boolean isWithoutResources() {
    return WITHOUT_RESOURCES.contains(this);
  }
}

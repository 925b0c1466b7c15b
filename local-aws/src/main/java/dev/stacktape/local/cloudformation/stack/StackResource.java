package dev.stacktape.local.cloudformation.stack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a stack.
 *
 * @param time of the last change, epoch milliseconds
 * @param current what is there now; null before it was made. While an update in place runs, and
 *     after one failed, its properties are those that were asked for
 * @param touched whether an operation that has not come to a good end has changed it
 * @param stable what to go back to when it was touched; null when it was not there before
 * @param leftovers what was made on the way, is not needed any more and still to be deleted
 * @param operation the id of the operation that changed it last
 */
public record StackResource(
    String logicalId,
    String type,
    ResourceStatus status,
    @Nullable String reason,
    long time,
    @Nullable Physical current,
    boolean touched,
    @Nullable Physical stable,
    List<Physical> leftovers,
    String operation) {

  /** A resource that is about to be made for the first time. */
  public static StackResource fresh(String logicalId, String type, String operation) {
    return new StackResource(
        logicalId,
        type,
        ResourceStatus.CREATE_IN_PROGRESS,
        null,
        0,
        null,
        true,
        null,
        List.of(),
        operation);
  }

  /** The physical id, or null before there is one. */
  public @Nullable String physicalId() {
    return current == null ? null : current.id();
  }

  /** The same in another status. */
  public StackResource in(ResourceStatus newStatus, @Nullable String newReason, long now) {
    return new StackResource(
        logicalId, type, newStatus, newReason, now, current, touched, stable, leftovers, operation);
  }

  /** The same with something else there. */
  public StackResource now(@Nullable Physical newCurrent) {
    return new StackResource(
        logicalId, type, status, reason, time, newCurrent, touched, stable, leftovers, operation);
  }

  /** The same, remembered as it is now, before an operation changes it. */
  public StackResource touchedBy(String operationId) {
    return new StackResource(
        logicalId,
        type,
        status,
        reason,
        time,
        current,
        true,
        touched ? stable : current,
        leftovers,
        operationId);
  }

  /** The same with one more thing to delete. */
  public StackResource leaving(Physical leftover) {
    List<Physical> more = new ArrayList<>(leftovers);
    more.add(leftover);
    return new StackResource(
        logicalId, type, status, reason, time, current, touched, stable, more, operation);
  }

  /** The same without a thing that was deleted. */
  public StackResource without(Physical leftover) {
    List<Physical> less = new ArrayList<>(leftovers);
    less.remove(leftover);
    return new StackResource(
        logicalId, type, status, reason, time, current, touched, stable, less, operation);
  }

  /** The same with its present state as the good one. */
  public StackResource settled() {
    return new StackResource(
        logicalId, type, status, reason, time, current, false, null, leftovers, operation);
  }
}

package dev.stacktape.local.cloudformation.stack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is being done to a stack. Kept with the stack, so that it is carried on after a crash.
 *
 * @param id unique; the tokens of its resources are made from it
 * @param phase how far it is
 * @param clientToken the caller's {@code ClientRequestToken}, told with each event
 * @param target what the stack shall become; null when it is deleted or rolled back only
 * @param onFailure what happens when a resource cannot be made
 * @param retained logical ids that a deletion leaves alone, or that a continued rollback skips
 * @param force whether a deletion leaves alone what cannot be deleted
 * @param changeSet the id of the change set that is executed, or null
 * @param policy a stack policy that holds for this update only, or null
 * @param cancel what was asked for meanwhile, or null
 */
public record Operation(
    String id,
    Kind kind,
    Phase phase,
    @Nullable String clientToken,
    @Nullable StackInputs target,
    OnFailure onFailure,
    boolean retainExceptOnCreate,
    List<String> retained,
    boolean force,
    @Nullable String changeSet,
    @Nullable String policy,
    @Nullable Cancel cancel) {

  /** What was asked for. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    ROLLBACK
  }

  /** The steps of an operation, in order; not every operation has all of them. */
  public enum Phase {
    /** Resources are made and changed. */
    FORWARD,
    /** The new state holds; what is not needed any more is deleted. */
    CLEANUP,
    /** Changed resources are put back to what they were. */
    REVERT,
    /** The old state holds; what the failed update had made is deleted. */
    REVERT_CLEANUP,
    /** Everything is deleted because the creation failed; the stack stays. */
    UNDO_CREATE,
    /** Everything is deleted, and the stack. */
    DELETE
  }

  /** What happens when a resource cannot be made. */
  public enum OnFailure {
    ROLLBACK,
    DELETE,
    DO_NOTHING
  }

  /** What a caller asked for while the operation ran. */
  public enum Cancel {
    ROLLBACK,
    DELETE
  }

  /** A new operation with nothing special about it. */
  public static Operation of(
      String id,
      Kind kind,
      Phase phase,
      @Nullable String clientToken,
      @Nullable StackInputs target) {
    return new Operation(
        id,
        kind,
        phase,
        clientToken,
        target,
        OnFailure.ROLLBACK,
        false,
        List.of(),
        false,
        null,
        null,
        null);
  }

  /** The same operation, further on. */
  public Operation in(Phase next) {
    return new Operation(
        id,
        kind,
        next,
        clientToken,
        target,
        onFailure,
        retainExceptOnCreate,
        retained,
        force,
        changeSet,
        policy,
        cancel);
  }

  /** The same operation with another answer to a failure. */
  public Operation onFailure(OnFailure answer, boolean retainOnlyUpdated) {
    return new Operation(
        id,
        kind,
        phase,
        clientToken,
        target,
        answer,
        retainOnlyUpdated,
        retained,
        force,
        changeSet,
        policy,
        cancel);
  }

  /** The same operation leaving some resources alone. */
  public Operation retaining(List<String> logicalIds, boolean forced) {
    return new Operation(
        id,
        kind,
        phase,
        clientToken,
        target,
        onFailure,
        retainExceptOnCreate,
        new ArrayList<>(logicalIds),
        forced,
        changeSet,
        policy,
        cancel);
  }

  /** The same operation as the execution of a change set. */
  public Operation executing(String changeSetId) {
    return new Operation(
        id,
        kind,
        phase,
        clientToken,
        target,
        onFailure,
        retainExceptOnCreate,
        retained,
        force,
        changeSetId,
        policy,
        cancel);
  }

  /** The same operation under another stack policy. */
  public Operation under(@Nullable String updatePolicy) {
    return new Operation(
        id,
        kind,
        phase,
        clientToken,
        target,
        onFailure,
        retainExceptOnCreate,
        retained,
        force,
        changeSet,
        updatePolicy,
        cancel);
  }

  /** The same operation, to be broken off. */
  public Operation cancelled(Cancel wish) {
    return new Operation(
        id,
        kind,
        phase,
        clientToken,
        target,
        onFailure,
        retainExceptOnCreate,
        retained,
        force,
        changeSet,
        policy,
        wish);
  }
}

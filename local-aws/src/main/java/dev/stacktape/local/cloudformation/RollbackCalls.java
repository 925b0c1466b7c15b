package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Operation.Cancel;
import dev.stacktape.local.cloudformation.stack.Operation.Kind;
import dev.stacktape.local.cloudformation.stack.Operation.OnFailure;
import dev.stacktape.local.cloudformation.stack.Operation.Phase;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import java.util.List;
import java.util.Set;

/** The calls that take a stack back. */
final class RollbackCalls {
  private final StackCalls stacks;

  RollbackCalls(StackCalls stacks) {
    this.stacks = stacks;
  }

  /** {@code CancelUpdateStack}. */
  void cancelUpdate(Call call) {
    Stack stack = call.stack();
    synchronized (stack) {
      StackState state = stack.state();
      Operation running = state.operation();
      if (state.status() != StackStatus.UPDATE_IN_PROGRESS || running == null) {
        throw TemplateErrors.invalid(
            "CancelUpdateStack cannot be called from current stack status");
      }
      stack.change(now -> now.doing(running.cancelled(Cancel.ROLLBACK)));
    }
  }

  /** {@code ContinueUpdateRollback}. */
  void continueRollback(Call call) {
    Stack stack = call.stack();
    synchronized (stack) {
      if (Tokens.isRepeated(stack.state(), call.token(), "ContinueUpdateRollback")) {
        return;
      }
      if (stack.state().status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
        throw TemplateErrors.invalid(
            "Stack:"
                + stack.state().id()
                + " is in "
                + stack.state().status()
                + " state and can not continue rolling back.");
      }
      List<String> skipped = call.form().list("ResourcesToSkip");
      Set<String> known = stack.resources().keySet();
      for (String logicalId : skipped) {
        if (!known.contains(logicalId)) {
          throw TemplateErrors.invalid(
              "The following resources to skip do not exist in the stack: [" + logicalId + "]");
        }
      }
      Operation operation =
          StackCalls.operation(Kind.ROLLBACK, Phase.REVERT, call, null).retaining(skipped, false);
      stacks.begin(
          call,
          stack,
          StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
          operation,
          "ContinueUpdateRollback",
          s -> s);
    }
  }

  /** {@code RollbackStack}; returns the stack's id. */
  String rollback(Call call) {
    Stack stack = call.stack();
    synchronized (stack) {
      if (Tokens.isRepeated(stack.state(), call.token(), "RollbackStack")) {
        return stack.state().id();
      }
      DeploymentConfigs.refuseRollback(stack.state());
      StackStatus status = stack.state().status();
      boolean retainUpdatedOnly = call.form().flag("RetainExceptOnCreate");
      switch (status) {
        case CREATE_FAILED ->
            stacks.begin(
                call,
                stack,
                StackStatus.ROLLBACK_IN_PROGRESS,
                StackCalls.operation(Kind.ROLLBACK, Phase.UNDO_CREATE, call, null)
                    .onFailure(OnFailure.ROLLBACK, retainUpdatedOnly),
                "RollbackStack",
                s -> s);
        case UPDATE_FAILED ->
            stacks.begin(
                call,
                stack,
                StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
                StackCalls.operation(Kind.ROLLBACK, Phase.REVERT, call, null)
                    .onFailure(OnFailure.ROLLBACK, retainUpdatedOnly),
                "RollbackStack",
                s -> s);
        // What is neither failed nor running has nothing to go back to.
        default ->
            throw TemplateErrors.invalid(
                "Stack:"
                    + stack.state().id()
                    + " is in "
                    + status
                    + " state and can not be rolled back.");
      }
      return stack.state().id();
    }
  }
}

package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.run.Deletions.Doomed;
import dev.stacktape.local.cloudformation.stack.ChangeSet;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Operation.Cancel;
import dev.stacktape.local.cloudformation.stack.Operation.Kind;
import dev.stacktape.local.cloudformation.stack.Operation.Phase;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceStatus;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries the operation of one stack out, phase by phase, until there is none. What has been done
 * is read from the journal, never remembered, so that a run that was broken off anywhere is carried
 * on by running again.
 */
final class StackRun {
  private static final String BY_USER = "User Initiated";

  private final Engine engine;
  private final Region region;
  private final Stack stack;
  private final Graph graph;

  StackRun(Engine engine, Region region, Stack stack) {
    this.engine = engine;
    this.region = region;
    this.stack = stack;
    this.graph = engine.graph();
  }

  void run() {
    for (Operation operation = stack.state().operation();
        operation != null;
        operation = stack.state().operation()) {
      switch (operation.phase()) {
        case FORWARD -> forward(operation);
        case CLEANUP -> cleanUp(operation);
        case REVERT -> revert(operation);
        case REVERT_CLEANUP -> cleanUpAfterRevert(operation);
        case UNDO_CREATE -> undoCreate(operation);
        case DELETE -> delete(operation);
      }
    }
  }

  /** Ends the operation after a fault in the embedded AWS itself. */
  void breakOff(RuntimeException fault) {
    Operation operation = stack.state().operation();
    if (operation != null) {
      StackStatus status =
          switch (operation.phase()) {
            case FORWARD, CLEANUP ->
                operation.kind() == Kind.CREATE
                    ? StackStatus.CREATE_FAILED
                    : StackStatus.UPDATE_FAILED;
            case REVERT, REVERT_CLEANUP -> StackStatus.UPDATE_ROLLBACK_FAILED;
            case UNDO_CREATE -> StackStatus.ROLLBACK_FAILED;
            case DELETE -> StackStatus.DELETE_FAILED;
          };
      end(operation, status, "Internal Failure: " + fault);
    }
  }

  // Forward

  private void forward(Operation operation) {
    StackInputs target = Objects.requireNonNull(operation.target());
    ForwardPass pass = new ForwardPass(engine, region, stack, operation, target);
    String failure = pass.run();
    // Nobody may ask for an end between looking and going on.
    synchronized (stack) {
      Operation latest = Objects.requireNonNull(stack.state().operation());
      if (latest.cancel() == Cancel.DELETE) {
        enter(StackStatus.DELETE_IN_PROGRESS, BY_USER, latest.in(Phase.DELETE));
      } else if (failure != null || latest.cancel() == Cancel.ROLLBACK) {
        failed(latest, failure == null ? BY_USER : failure);
      } else if (operation.kind() == Kind.CREATE) {
        stack.change(pass::reached);
        settle();
        end(operation, StackStatus.CREATE_COMPLETE, null);
      } else {
        stack.enter(
            StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
            null,
            state -> pass.reached(state).doing(latest.in(Phase.CLEANUP)));
      }
    }
  }

  private void failed(Operation operation, String reason) {
    boolean creates = operation.kind() == Kind.CREATE;
    switch (operation.onFailure()) {
      case DO_NOTHING -> {
        if (creates) {
          stack.change(state -> state.with(Objects.requireNonNull(operation.target())));
        }
        end(operation, creates ? StackStatus.CREATE_FAILED : StackStatus.UPDATE_FAILED, reason);
      }
      case DELETE -> enter(StackStatus.DELETE_IN_PROGRESS, reason, operation.in(Phase.DELETE));
      case ROLLBACK -> {
        if (creates) {
          String words = reason + (reason.endsWith(" ") ? "" : " ") + "Rollback requested by user.";
          stack.enter(
              StackStatus.ROLLBACK_IN_PROGRESS,
              words,
              state ->
                  state
                      .with(Objects.requireNonNull(operation.target()))
                      .doing(operation.in(Phase.UNDO_CREATE)));
        } else {
          enter(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason, operation.in(Phase.REVERT));
        }
      }
    }
  }

  // What follows a good end

  private void cleanUp(Operation operation) {
    BoundTemplate template = engine.bind(stack.state().inputs(), stack.state(), region);
    List<Doomed> doomed = DoomedList.afterUpdate(stack, template.resources().keySet());
    Set<String> failed = deletions(operation, false).run(doomed);
    stack.resources().keySet().stream()
        .filter(logicalId -> !template.resources().containsKey(logicalId))
        .forEach(stack::forget);
    settle();
    String reason =
        failed.isEmpty() ? null : "Update successful. One or more resources could not be deleted.";
    end(operation, StackStatus.UPDATE_COMPLETE, reason);
  }

  /** What is there now is what the stack stands on from now on. */
  private void settle() {
    for (StackResource resource : stack.resources().values()) {
      if (resource.touched() || !resource.leftovers().isEmpty()) {
        StackResource settled = resource.settled();
        for (Physical leftover : resource.leftovers()) {
          settled = settled.without(leftover);
        }
        stack.keep(settled);
      }
    }
  }

  // Back

  private void revert(Operation operation) {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    for (StackResource resource : stack.resources().values()) {
      Physical stable = resource.stable();
      if (resource.touched() && stable != null) {
        needs.put(resource.logicalId(), new LinkedHashSet<>(stable.dependsOn()));
      }
    }
    RevertStep step = new RevertStep(stack, operation, calls(operation));
    Set<String> well = graph.run(needs, step::run, () -> false);
    if (well.containsAll(needs.keySet())) {
      enter(
          StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
          null,
          operation.in(Phase.REVERT_CLEANUP));
    } else {
      List<String> failed =
          needs.keySet().stream()
              .filter(logicalId -> !well.contains(logicalId))
              .filter(logicalId -> isInStatus(logicalId, ResourceStatus.UPDATE_FAILED))
              .toList();
      end(
          operation,
          StackStatus.UPDATE_ROLLBACK_FAILED,
          "The following resource(s) failed to update: " + failed + ". ");
    }
  }

  private boolean isInStatus(String logicalId, ResourceStatus status) {
    StackResource resource = stack.resource(logicalId);
    return resource != null && resource.status() == status;
  }

  private void cleanUpAfterRevert(Operation operation) {
    List<Doomed> doomed = DoomedList.afterRevert(stack, operation);
    Set<String> failed = deletions(operation, false).run(doomed);
    stack.resources().values().stream()
        .filter(resource -> resource.touched() && resource.stable() == null)
        .map(StackResource::logicalId)
        .forEach(stack::forget);
    settle();
    String reason =
        failed.isEmpty() ? null : "The following resource(s) failed to delete: " + failed + ". ";
    end(operation, StackStatus.UPDATE_ROLLBACK_COMPLETE, reason);
  }

  private void undoCreate(Operation operation) {
    List<Doomed> doomed = DoomedList.ofStack(stack, operation, true);
    Set<String> failed = deletions(operation, false).run(doomed);
    if (failed.isEmpty()) {
      settle();
      stack.change(state -> state.results(List.of(), List.of()));
      end(operation, StackStatus.ROLLBACK_COMPLETE, null);
    } else {
      end(operation, StackStatus.ROLLBACK_FAILED, failedToDelete(failed));
    }
  }

  private void delete(Operation operation) {
    String inUse = new ExportRules(region.stacks(), stack.state()).inUse();
    if (inUse != null) {
      end(operation, StackStatus.DELETE_FAILED, inUse);
      return;
    }
    List<Doomed> doomed = DoomedList.ofStack(stack, operation, false);
    Set<String> failed = deletions(operation, operation.force()).run(doomed);
    if (failed.isEmpty()) {
      settle();
      stack.changeSets().forEach(stack::forget);
      end(operation, StackStatus.DELETE_COMPLETE, null);
    } else {
      end(operation, StackStatus.DELETE_FAILED, failedToDelete(failed));
    }
  }

  private static String failedToDelete(Set<String> failed) {
    return "The following resource(s) failed to delete: " + failed + ". ";
  }

  // Steps of the story

  private void enter(StackStatus status, @Nullable String reason, Operation next) {
    stack.enter(status, reason, state -> state.doing(next));
  }

  private void end(Operation operation, StackStatus status, @Nullable String reason) {
    boolean well = status == StackStatus.CREATE_COMPLETE || status == StackStatus.UPDATE_COMPLETE;
    String changeSet = operation.changeSet();
    ChangeSet executed = changeSet == null ? null : stack.changeSet(changeSet);
    if (executed != null) {
      stack.keep(executed.execution(well ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED"));
    }
    stack.enter(
        status,
        reason,
        state -> {
          StackState ended = state.doing(null);
          return changeSet == null || !well
              ? ended
              : ended.with(ended.settings().changeSet(changeSet));
        });
  }

  private ProviderCalls calls(Operation operation) {
    return engine.calls(region, stack.state(), operation.id());
  }

  private Deletions deletions(Operation operation, boolean force) {
    return new Deletions(stack, calls(operation), graph, force);
  }
}

package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.change.OutputValues;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.Evaluation;
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
import dev.stacktape.local.cloudformation.stack.StackOutput;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries the operation of one stack out, phase by phase, until there is none. What has been done
 * is read from the journal, never remembered, so that a run that was broken off anywhere is carried
 * on by running again.
 */
final class StackRun {
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
    Forward forward = new Forward(operation, target);
    String failure = forward.run();
    Operation latest = Objects.requireNonNull(stack.state().operation());
    if (latest.cancel() == Cancel.DELETE) {
      enter(StackStatus.DELETE_IN_PROGRESS, "User Initiated", latest.in(Phase.DELETE));
    } else if (failure != null || latest.cancel() == Cancel.ROLLBACK) {
      failed(latest, failure == null ? "User Initiated" : failure);
    } else if (operation.kind() == Kind.CREATE) {
      succeed(StackStatus.CREATE_COMPLETE, forward, null);
      settle();
      end(operation, StackStatus.CREATE_COMPLETE, null);
    } else {
      succeed(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, forward, latest.in(Phase.CLEANUP));
    }
  }

  /** One pass over the new template. */
  private final class Forward {
    private final Operation operation;
    private final StackInputs target;
    private List<StackOutput> outputs = List.of();
    private List<String> imports = List.of();

    Forward(Operation operation, StackInputs target) {
      this.operation = operation;
      this.target = target;
    }

    /** Returns why it failed, or null. */
    @Nullable String run() {
      try {
        BoundTemplate template = engine.bind(target, stack.state(), region);
        Imported exports = new Imported(region.stacks());
        String denied = deniedRemovals(template);
        if (denied != null) {
          return denied;
        }
        Set<String> well = runSteps(template, exports);
        if (!well.containsAll(template.resources().keySet())) {
          return failures();
        }
        Evaluation evaluation = Evaluation.of(template, new StackValues(stack), exports);
        outputs = new OutputValues(template, evaluation).all();
        imports = exports.names();
        new ExportRules(region.stacks(), stack.state()).check(outputs);
        return null;
      } catch (AwsError e) {
        return e.getMessage();
      }
    }

    private Set<String> runSteps(BoundTemplate template, Imported exports) {
      AtomicBoolean broken = new AtomicBoolean();
      ForwardStep step =
          new ForwardStep(
              stack,
              operation,
              target,
              template,
              exports,
              calls(operation),
              engine.providers(),
              policy(),
              () -> broken.get() || isCancelled());
      return graph.run(
          template.dependencies(),
          logicalId -> {
            boolean well = step.run(logicalId);
            if (!well) {
              broken.set(true);
            }
            return well;
          },
          () -> broken.get() || isCancelled());
    }

    private @Nullable StackPolicy policy() {
      String temporary = operation.policy();
      String policy = temporary == null ? stack.state().settings().policy() : temporary;
      return operation.kind() == Kind.CREATE ? null : StackPolicy.of(policy);
    }

    private @Nullable String deniedRemovals(BoundTemplate template) {
      StackPolicy policy = policy();
      if (policy == null) {
        return null;
      }
      for (StackResource resource : stack.resources().values()) {
        if (!template.resources().containsKey(resource.logicalId())) {
          try {
            policy.check("Update:Delete", resource.logicalId(), resource.type());
          } catch (ResourceFailure e) {
            stack.tellOf(
                resource, resource.physicalId(), ResourceStatus.UPDATE_FAILED, e.reason(), null);
            return e.reason();
          }
        }
      }
      return null;
    }

    private String failures() {
      StringBuilder words = new StringBuilder();
      say(words, "create", ResourceStatus.CREATE_FAILED);
      say(words, "update", ResourceStatus.UPDATE_FAILED);
      return words.toString();
    }

    private void say(StringBuilder words, String verb, ResourceStatus status) {
      List<String> failed =
          stack.resources().values().stream()
              .filter(resource -> resource.operation().equals(operation.id()))
              .filter(resource -> resource.status() == status)
              .map(StackResource::logicalId)
              .toList();
      if (!failed.isEmpty()) {
        words.append("The following resource(s) failed to " + verb + ": " + failed + ". ");
      }
    }
  }

  private boolean isCancelled() {
    Operation operation = stack.state().operation();
    return operation != null && operation.cancel() != null;
  }

  private void succeed(StackStatus status, Forward forward, @Nullable Operation next) {
    if (next != null) {
      stack.enter(
          status,
          null,
          state ->
              state.with(forward.target).results(forward.outputs, forward.imports).doing(next));
    } else {
      stack.change(state -> state.with(forward.target).results(forward.outputs, forward.imports));
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
    List<Doomed> doomed = new ArrayList<>();
    for (StackResource resource : stack.resources().values()) {
      Physical current = resource.current();
      boolean isRemoved = !template.resources().containsKey(resource.logicalId());
      resource.leftovers().forEach(old -> doomed.add(new Doomed(resource, old, false, false)));
      if (current == null || Lives.isGone(resource)) {
        continue;
      }
      Physical stable = resource.stable();
      if (stable != null && !stable.id().equals(current.id())) {
        boolean retained = current.updateReplacePolicy().equals("Retain");
        doomed.add(new Doomed(resource, stable, false, retained));
      }
      if (isRemoved) {
        doomed.add(new Doomed(resource, current, true, Lives.outlives(current, false, false)));
      }
    }
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
    List<Doomed> doomed = new ArrayList<>();
    List<String> created = new ArrayList<>();
    for (StackResource resource : stack.resources().values()) {
      resource.leftovers().forEach(old -> doomed.add(new Doomed(resource, old, false, false)));
      if (resource.touched() && resource.stable() == null) {
        created.add(resource.logicalId());
        Physical current = resource.current();
        if (current != null && !Lives.isGone(resource)) {
          boolean retained = Lives.outlives(current, true, operation.retainExceptOnCreate());
          doomed.add(new Doomed(resource, current, true, retained));
        }
      }
    }
    Set<String> failed = deletions(operation, false).run(doomed);
    created.forEach(stack::forget);
    settle();
    String reason =
        failed.isEmpty() ? null : "The following resource(s) failed to delete: " + failed + ". ";
    end(operation, StackStatus.UPDATE_ROLLBACK_COMPLETE, reason);
  }

  private void undoCreate(Operation operation) {
    List<Doomed> doomed = doomed(operation, true);
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
    List<Doomed> doomed = doomed(operation, false);
    Set<String> failed = deletions(operation, operation.force()).run(doomed);
    if (failed.isEmpty()) {
      settle();
      stack.changeSets().forEach(stack::forget);
      end(operation, StackStatus.DELETE_COMPLETE, null);
    } else {
      end(operation, StackStatus.DELETE_FAILED, failedToDelete(failed));
    }
  }

  private List<Doomed> doomed(Operation operation, boolean isFailedCreation) {
    List<Doomed> doomed = new ArrayList<>();
    for (StackResource resource : stack.resources().values()) {
      resource.leftovers().forEach(old -> doomed.add(new Doomed(resource, old, false, false)));
      Physical current = resource.current();
      Physical stable = resource.stable();
      if (stable != null && current != null && !stable.id().equals(current.id())) {
        doomed.add(new Doomed(resource, stable, false, Lives.outlives(stable, false, false)));
      }
      if (current != null && !Lives.isGone(resource)) {
        boolean neverFinished = isFailedCreation || (resource.touched() && stable == null);
        boolean retained =
            operation.retained().contains(resource.logicalId())
                || Lives.outlives(current, neverFinished, operation.retainExceptOnCreate());
        doomed.add(new Doomed(resource, current, true, retained));
      }
    }
    return doomed;
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
    stack.enter(
        status,
        reason,
        state ->
            state
                .doing(null)
                .with(
                    changeSet == null || !well
                        ? state.settings()
                        : state.settings().changeSet(changeSet)));
    if (changeSet != null) {
      ChangeSet executed = stack.changeSet(changeSet);
      if (executed != null) {
        stack.keep(executed.execution(well ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED"));
      }
    }
  }

  private ProviderCalls calls(Operation operation) {
    return engine.calls(region, stack.state(), operation.id());
  }

  private Deletions deletions(Operation operation, boolean force) {
    return new Deletions(stack, calls(operation), graph, force);
  }
}

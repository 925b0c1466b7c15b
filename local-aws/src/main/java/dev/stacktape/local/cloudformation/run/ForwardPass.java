package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.change.OutputValues;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Operation.Kind;
import dev.stacktape.local.cloudformation.stack.ResourceStatus;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackOutput;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.local.cloudformation.stack.StackState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One pass over the new template: every resource made what it says, then the outputs. */
final class ForwardPass {
  private final Engine engine;
  private final Region region;
  private final Stack stack;
  private final Operation operation;
  private final StackInputs target;
  private List<StackOutput> outputs = List.of();
  private List<String> imports = List.of();

  ForwardPass(Engine engine, Region region, Stack stack, Operation operation, StackInputs target) {
    this.engine = engine;
    this.region = region;
    this.stack = stack;
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
            engine.calls(region, stack.state(), operation.id()),
            engine.providers(),
            policy(),
            () -> broken.get() || isCancelled());
    return engine
        .graph()
        .run(
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

  /** The stack's state with what the pass has made of it. */
  StackState reached(StackState state) {
    return state.with(target).results(outputs, imports);
  }

  private boolean isCancelled() {
    Operation operation = stack.state().operation();
    return operation != null && operation.cancel() != null;
  }
}

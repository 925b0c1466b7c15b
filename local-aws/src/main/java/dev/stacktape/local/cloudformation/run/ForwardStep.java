package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.change.PropertyChange;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.Evaluation;
import dev.stacktape.local.cloudformation.document.Exports;
import dev.stacktape.local.cloudformation.document.ResourceEntry;
import dev.stacktape.local.cloudformation.record.GenericResource;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.ResourceStatus;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackResource;
import dev.stacktape.template.Replacement;
import dev.stacktape.template.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one resource what the new template says: creates it, changes it in place or replaces it.
 */
final class ForwardStep {
  private static final String REPLACES =
      "Requested update requires the creation of a new physical resource; hence creating one.";

  private static final String IN_EXPRESS_MODE =
      "Resource operation completed using Express Mode. It may continue becoming available in the"
          + " background.";

  private final Stack stack;
  private final Operation operation;
  private final StackInputs target;
  private final BoundTemplate template;
  private final Evaluation evaluation;
  private final ProviderCalls calls;
  private final Providers providers;
  private final @Nullable StackPolicy policy;
  private final BooleanSupplier broken;

  /**
   * Steps of an operation.
   *
   * @param broken whether the operation is lost already, so that what still ends well is cancelled
   */
  ForwardStep(
      Stack stack,
      Operation operation,
      StackInputs target,
      BoundTemplate template,
      Exports exports,
      ProviderCalls calls,
      Providers providers,
      @Nullable StackPolicy policy,
      BooleanSupplier broken) {
    this.stack = stack;
    this.operation = operation;
    this.target = target;
    this.template = template;
    this.evaluation = Evaluation.of(template, new StackValues(stack), exports);
    this.calls = calls;
    this.providers = providers;
    this.policy = policy;
    this.broken = broken;
  }

  /** Carries the step out; returns whether it went well. */
  boolean run(String logicalId) {
    ResourceEntry entry = Objects.requireNonNull(template.resources().get(logicalId));
    StackResource known = stack.resource(logicalId);
    if (known == null || isGone(known)) {
      return make(entry);
    }
    return bringUp(entry, known);
  }

  private boolean make(ResourceEntry entry) {
    StackResource fresh = StackResource.fresh(entry.logicalId(), entry.type(), operation.id());
    try {
      return create(fresh, wanted(entry));
    } catch (AwsError e) {
      stack.tell(fresh.in(ResourceStatus.CREATE_FAILED, e.getMessage(), stack.now()));
      return false;
    }
  }

  private boolean bringUp(ResourceEntry entry, StackResource known) {
    if (isDone(known)) {
      return true;
    }
    try {
      return change(known, wanted(entry));
    } catch (AwsError e) {
      StackResource touched = known.touchedBy(operation.id());
      stack.tell(touched.in(ResourceStatus.UPDATE_FAILED, e.getMessage(), stack.now()));
      return false;
    }
  }

  private boolean isDone(StackResource known) {
    return known.operation().equals(operation.id()) && known.status().isStanding();
  }

  private static boolean isGone(StackResource known) {
    return known.current() == null
        || known.status() == ResourceStatus.DELETE_COMPLETE
        || known.status() == ResourceStatus.DELETE_SKIPPED;
  }

  private Physical wanted(ResourceEntry entry) {
    return new Physical(
        "",
        evaluation.properties(entry.properties()),
        evaluation.masked().properties(entry.properties()),
        Map.of(),
        target.tags(),
        new ArrayList<>(template.dependencies().getOrDefault(entry.logicalId(), Set.of())),
        evaluation.properties(entry.attributes()));
  }

  private boolean create(StackResource fresh, Physical wanted) {
    StackResource begun = fresh.in(ResourceStatus.CREATE_IN_PROGRESS, null, stack.now());
    stack.tell(begun, wanted.shown());
    Physical made;
    try {
      made = calls.create(fresh.logicalId(), fresh.type(), wanted);
    } catch (ResourceFailure e) {
      stack.tell(begun.in(ResourceStatus.CREATE_FAILED, e.reason(), stack.now()), wanted.shown());
      return false;
    }
    stack.tell(
        begun
            .now(made)
            .in(ResourceStatus.CREATE_IN_PROGRESS, "Resource creation Initiated", stack.now()));
    return finish(begun.now(made), ResourceStatus.CREATE_COMPLETE, ResourceStatus.CREATE_FAILED);
  }

  /** What ends well after another resource has failed was in vain. */
  private boolean finish(StackResource made, ResourceStatus well, ResourceStatus failed) {
    if (broken.getAsBoolean()) {
      String what = well == ResourceStatus.CREATE_COMPLETE ? "creation" : "update";
      stack.tell(made.in(failed, "Resource " + what + " cancelled", stack.now()));
      return false;
    }
    String reason = stack.state().settings().inExpressMode() ? IN_EXPRESS_MODE : null;
    stack.tell(made.in(well, reason, stack.now()));
    return true;
  }

  private boolean change(StackResource known, Physical wanted) {
    Physical current = Objects.requireNonNull(known.current());
    if (known.status() == ResourceStatus.CREATE_FAILED) {
      return replace(known, current, wanted);
    }
    boolean wasInterrupted =
        known.status() == ResourceStatus.UPDATE_IN_PROGRESS && known.stable() != null;
    Physical base = wasInterrupted ? Objects.requireNonNull(known.stable()) : current;
    ResourceSchema schema = providers.schema(known.type());
    List<PropertyChange> changes = PropertyChange.between(base.properties(), wanted.properties());
    boolean otherTags = schema.tagging() != null && !base.tags().equals(wanted.tags());
    if (PropertyChange.replacement(schema, changes) == Replacement.YES) {
      refuseSameName(schema, base, wanted);
      return replace(known, current, wanted);
    }
    if (changes.isEmpty() && !otherTags && known.status() != ResourceStatus.UPDATE_FAILED) {
      keepQuietly(known, current, wanted);
      return true;
    }
    return changeInPlace(known, base, wanted.answered(current.id(), current.attributes()));
  }

  /** What only CloudFormation itself knows of a resource changes without an event. */
  private void keepQuietly(StackResource known, Physical current, Physical wanted) {
    Physical same = wanted.answered(current.id(), current.attributes());
    if (!same.equals(current)) {
      stack.keep(known.touchedBy(operation.id()).now(same));
    }
  }

  private boolean changeInPlace(StackResource known, Physical base, Physical wanted) {
    StackResource begun =
        known
            .touchedBy(operation.id())
            .now(wanted)
            .in(ResourceStatus.UPDATE_IN_PROGRESS, null, stack.now());
    stack.tell(begun);
    try {
      checkPolicy("Update:Modify", known);
      Physical changed = calls.update(known.logicalId(), known.type(), wanted, base.properties());
      return finish(
          begun.now(changed), ResourceStatus.UPDATE_COMPLETE, ResourceStatus.UPDATE_FAILED);
    } catch (ResourceFailure e) {
      stack.tell(begun.in(ResourceStatus.UPDATE_FAILED, e.reason(), stack.now()));
      return false;
    }
  }

  private boolean replace(StackResource known, Physical current, Physical wanted) {
    StackResource touched = known.touchedBy(operation.id());
    StackResource begun = touched.in(ResourceStatus.UPDATE_IN_PROGRESS, REPLACES, stack.now());
    stack.tell(begun, wanted.shown());
    try {
      checkPolicy("Update:Replace", known);
      Physical made = calls.create(known.logicalId(), known.type(), wanted);
      boolean isIntermediate =
          touched.stable() == null || !touched.stable().id().equals(current.id());
      StackResource replaced =
          isIntermediate && !made.id().equals(current.id())
              ? begun.now(made).leaving(current)
              : begun.now(made);
      stack.tell(
          replaced.in(
              ResourceStatus.UPDATE_IN_PROGRESS, "Resource creation Initiated", stack.now()));
      return finish(replaced, ResourceStatus.UPDATE_COMPLETE, ResourceStatus.UPDATE_FAILED);
    } catch (ResourceFailure e) {
      stack.tell(begun.in(ResourceStatus.UPDATE_FAILED, e.reason(), stack.now()));
      return false;
    }
  }

  /** Two resources of one name cannot be there at the same time, and the new one comes first. */
  private static void refuseSameName(ResourceSchema schema, Physical base, Physical wanted) {
    String name = GenericResource.givenName(schema, wanted.properties());
    boolean nameIsIdentity = schema.primaryIdentifier().size() == 1;
    if (nameIsIdentity
        && name != null
        && name.equals(GenericResource.givenName(schema, base.properties()))) {
      throw new AwsError(
          400,
          "ValidationError",
          "CloudFormation cannot update a stack when a custom-named resource requires replacing."
              + " Rename "
              + name
              + " and update the stack again.");
    }
  }

  private void checkPolicy(String action, StackResource resource) {
    if (policy != null) {
      policy.check(action, resource.logicalId(), resource.type());
    }
  }
}

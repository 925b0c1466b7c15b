package dev.stacktape.local.cloudformation;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.change.StackChanges;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.run.Engine;
import dev.stacktape.local.cloudformation.stack.ChangeSet;
import dev.stacktape.local.cloudformation.stack.ChangeSet.Violation;
import dev.stacktape.local.cloudformation.stack.DeploymentConfig;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Operation.Kind;
import dev.stacktape.local.cloudformation.stack.Operation.OnFailure;
import dev.stacktape.local.cloudformation.stack.Operation.Phase;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import dev.stacktape.local.http.FormParameters;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls that make, execute and delete change sets. */
final class ChangeSetCalls {
  private static final String NO_CHANGES =
      "The submitted information didn't contain changes. Submit different information to create a"
          + " change set.";

  private final Engine engine;
  private final Inputs inputs;
  private final StackCalls stacks;

  ChangeSetCalls(Engine engine, Inputs inputs, StackCalls stacks) {
    this.engine = engine;
    this.inputs = inputs;
    this.stacks = stacks;
  }

  /** A change set and its stack. */
  record Found(Stack stack, ChangeSet changeSet) {}

  /** {@code CreateChangeSet}. It is complete when the call returns. */
  Found create(Call call) {
    FormParameters form = call.form();
    String name = form.required("ChangeSetName");
    if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
      throw TemplateErrors.invalid(
          "1 validation error detected: Value '"
              + name
              + "' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }
    String type = form.text("ChangeSetType", "UPDATE");
    return switch (type) {
      case "CREATE" -> createForNew(call, name);
      case "UPDATE" -> createForUpdate(call, name);
      case "IMPORT" ->
          throw TemplateErrors.invalid(
              "ChangeSetType IMPORT is not understood by the embedded AWS");
      default ->
          throw TemplateErrors.invalid(
              "1 validation error detected: Value '"
                  + type
                  + "' at 'changeSetType' failed to satisfy constraint: Member must satisfy enum"
                  + " value set: [IMPORT, UPDATE, CREATE]");
    };
  }

  private Found createForNew(Call call, String name) {
    Stack existing = call.stackOrNull();
    String stackName = existing == null ? call.newStackName() : existing.state().name();
    if (existing != null && existing.state().status() != StackStatus.REVIEW_IN_PROGRESS) {
      throw TemplateErrors.invalid(
          "Stack ["
              + stackName
              + "] already exists and cannot be created again with the changeSet ["
              + name
              + "].");
    }
    StackInputs target = inputs.ofNew(call.form());
    engine.check(target, stackName, call.region());
    Stack stack = existing == null ? review(call, stackName) : existing;
    return make(call, stack, name, "CREATE", target);
  }

  private static Stack review(Call call, String stackName) {
    StackState.Settings settings = new StackState.Settings(false, false, null, null, null, null);
    Stack stack =
        call.region()
            .stacks()
            .make(stackName, settings, StackInputs.none(), StackStatus.REVIEW_IN_PROGRESS, null);
    stack.enter(StackStatus.REVIEW_IN_PROGRESS, StackCalls.BY_USER, state -> state);
    return stack;
  }

  private Found createForUpdate(Call call, String name) {
    Stack stack = call.stack();
    if (stack.state().status() == StackStatus.DELETE_COMPLETE) {
      throw TemplateErrors.invalid("Stack [" + stack.state().name() + "] does not exist");
    }
    StackCalls.refuseUnlessUpdatable(stack);
    return make(call, stack, name, "UPDATE", inputs.ofChanged(call.form(), stack.state().inputs()));
  }

  private Found make(Call call, Stack stack, String name, String type, StackInputs target) {
    synchronized (stack) {
      String token = call.form().text("ClientToken");
      ChangeSet existing = stack.changeSet(name);
      if (existing != null && token != null && token.equals(existing.clientToken())) {
        return new Found(stack, existing);
      }
      if (existing != null) {
        throw new AwsError(
            400,
            "AlreadyExistsException",
            "ChangeSet "
                + name
                + " cannot be created due to a mismatch with existing attribute"
                + " Name: it already exists for stack "
                + stack.state().id());
      }
      ChangeSet changeSet = computed(call, stack, name, type, target);
      stack.keep(changeSet);
      return new Found(stack, changeSet);
    }
  }

  private ChangeSet computed(Call call, Stack stack, String name, String type, StackInputs target) {
    StackChanges changes = new StackChanges(List.of(), false, false);
    List<Violation> violations = List.of();
    String failure = null;
    try {
      changes = stacks.changes(call, stack, target);
      violations = EarlyValidation.violations(changes, engine.providers().schemas());
      failure =
          changes.isNothing() ? NO_CHANGES : violations.isEmpty() ? null : EarlyValidation.REASON;
    } catch (AwsError e) {
      failure = e.getMessage();
    }
    String stackId = stack.state().id();
    String arn = stackId.replaceFirst(":stack/.*", ":changeSet/") + name + "/" + UUID.randomUUID();
    DeploymentConfig config = DeploymentConfigs.of(call.form());
    DeploymentConfigs.refuseBeside(config, call.form(), "OnStackFailure");
    String onStackFailure = call.form().text("OnStackFailure");
    if (onStackFailure != null) {
      StackCalls.oneOf("onStackFailure", onStackFailure);
    }
    return new ChangeSet(
        arn,
        name,
        call.form().text("Description"),
        type,
        stack.now(),
        failure == null ? "CREATE_COMPLETE" : "FAILED",
        failure,
        failure == null ? "AVAILABLE" : "UNAVAILABLE",
        onStackFailure,
        config,
        call.form().flag("ImportExistingResources"),
        target,
        changes.resources(),
        violations,
        call.form().text("ClientToken"));
  }

  /** The change set that a call names, by its id, or by its name and its stack. */
  static Found find(Call call) {
    Found found = findOrNull(call);
    if (found == null) {
      throw new AwsError(
          404,
          "ChangeSetNotFound",
          "ChangeSet [" + call.form().required("ChangeSetName") + "] does not exist");
    }
    return found;
  }

  private static @Nullable Found findOrNull(Call call) {
    String nameOrId = call.form().required("ChangeSetName");
    if (nameOrId.startsWith("arn:")) {
      for (Stack stack : call.region().stacks().all()) {
        ChangeSet changeSet = stack.changeSet(nameOrId);
        if (changeSet != null) {
          return new Found(stack, changeSet);
        }
      }
      return null;
    }
    if (!call.form().has("StackName")) {
      throw TemplateErrors.invalid(
          "StackName must be specified if ChangeSetName is not specified as an ARN.");
    }
    Stack stack = call.stack();
    ChangeSet changeSet = stack.changeSet(nameOrId);
    return changeSet == null ? null : new Found(stack, changeSet);
  }

  /** {@code DeleteChangeSet}; quiet when there is none. */
  void delete(Call call) {
    Found found = findOrNull(call);
    if (found == null) {
      return;
    }
    if (found.changeSet().execution().equals("EXECUTE_IN_PROGRESS")) {
      throw invalidStatus(found.changeSet(), "deleted");
    }
    found.stack().forget(found.changeSet());
  }

  /** {@code ExecuteChangeSet}. */
  void execute(Call call) {
    Stack stack = find(call).stack();
    synchronized (stack) {
      // Read again: it may have been executed while this call waited.
      ChangeSet changeSet = find(call).changeSet();
      String use = "ExecuteChangeSet " + changeSet.id();
      if (Tokens.isRepeated(stack.state(), call.token(), use)) {
        return;
      }
      if (!changeSet.execution().equals("AVAILABLE")) {
        throw invalidStatus(changeSet, "executed");
      }
      boolean creates = stack.state().status() == StackStatus.REVIEW_IN_PROGRESS;
      if (!creates) {
        StackCalls.refuseUnlessUpdatable(stack);
      }
      OnFailure onFailure = onFailure(call.form(), changeSet);
      DeploymentConfig config = changeSet.deployment();
      DeploymentConfigs.refuseAfterFailure(
          stack.state(), config, onFailure == OnFailure.DO_NOTHING);
      Operation operation =
          Operation.of(
                  UUID.randomUUID().toString(),
                  creates ? Kind.CREATE : Kind.UPDATE,
                  Phase.FORWARD,
                  call.token(),
                  changeSet.inputs())
              .onFailure(onFailure, call.form().flag("RetainExceptOnCreate"))
              .executing(changeSet.id());
      stack.changeSets().stream()
          .filter(other -> !other.id().equals(changeSet.id()))
          .forEach(stack::forget);
      stack.keep(changeSet.execution("EXECUTE_IN_PROGRESS"));
      stacks.begin(
          call,
          stack,
          creates ? StackStatus.CREATE_IN_PROGRESS : StackStatus.UPDATE_IN_PROGRESS,
          operation,
          use,
          state ->
              state.with(
                  state
                      .settings()
                      .disableRollback(onFailure == OnFailure.DO_NOTHING)
                      .deployed(config)));
    }
  }

  private static OnFailure onFailure(FormParameters form, ChangeSet changeSet) {
    DeploymentConfig config = changeSet.deployment();
    DeploymentConfigs.refuseBeside(config, form, "DisableRollback");
    String wish = changeSet.onStackFailure();
    if (wish != null && form.has("DisableRollback")) {
      throw TemplateErrors.invalid(
          "DisableRollback can't be specified when OnStackFailure was specified for the change set.");
    }
    if (form.flag("DisableRollback") || (config != null && config.disableRollback())) {
      return OnFailure.DO_NOTHING;
    }
    return wish == null ? OnFailure.ROLLBACK : OnFailure.valueOf(wish);
  }

  private static AwsError invalidStatus(ChangeSet changeSet, String verb) {
    String status =
        changeSet.status().equals("FAILED") ? changeSet.status() : changeSet.execution();
    return new AwsError(
        400,
        "InvalidChangeSetStatus",
        "ChangeSet ["
            + changeSet.id()
            + "] cannot be "
            + verb
            + " in its current status of ["
            + status
            + "]");
  }
}

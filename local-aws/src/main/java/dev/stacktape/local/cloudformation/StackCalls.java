package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.change.ChangeDetection;
import dev.stacktape.local.cloudformation.change.StackChanges;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.run.Engine;
import dev.stacktape.local.cloudformation.run.StackPolicy;
import dev.stacktape.local.cloudformation.stack.DeploymentConfig;
import dev.stacktape.local.cloudformation.stack.Operation;
import dev.stacktape.local.cloudformation.stack.Operation.Cancel;
import dev.stacktape.local.cloudformation.stack.Operation.Kind;
import dev.stacktape.local.cloudformation.stack.Operation.OnFailure;
import dev.stacktape.local.cloudformation.stack.Operation.Phase;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackState;
import dev.stacktape.local.cloudformation.stack.StackStatus;
import dev.stacktape.local.http.FormParameters;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls that make, change and delete stacks. Each begins an operation and returns. */
final class StackCalls {
  static final String BY_USER = "User Initiated";

  private final Engine engine;
  private final Inputs inputs;
  private final TemplateSource templates;

  StackCalls(Engine engine, Inputs inputs, TemplateSource templates) {
    this.engine = engine;
    this.inputs = inputs;
    this.templates = templates;
  }

  /** {@code CreateStack}; returns the stack's id. */
  String create(Call call) {
    FormParameters form = call.form();
    String name = call.newStackName();
    Stack existing = call.region().stacks().active(name);
    if (existing != null && Tokens.isRepeated(existing.state(), call.token(), "CreateStack")) {
      return existing.state().id();
    }
    StackInputs target = inputs.ofNew(form);
    engine.check(target, name, call.region());
    DeploymentConfig config = DeploymentConfigs.of(form);
    OnFailure onFailure = onFailure(form, config);
    Operation operation =
        operation(Kind.CREATE, Phase.FORWARD, call, target)
            .onFailure(onFailure, form.flag("RetainExceptOnCreate"));
    String minutes = form.text("TimeoutInMinutes");
    StackState.Settings settings =
        new StackState.Settings(
            form.flag("EnableTerminationProtection"),
            onFailure == OnFailure.DO_NOTHING,
            minutes == null ? null : form.number("TimeoutInMinutes", 0),
            policy(form, "StackPolicyBody"),
            null,
            config);
    Stack stack =
        call.region()
            .stacks()
            .make(name, settings, target, StackStatus.CREATE_IN_PROGRESS, operation);
    begin(call, stack, StackStatus.CREATE_IN_PROGRESS, operation, "CreateStack", s -> s);
    return stack.state().id();
  }

  private static OnFailure onFailure(FormParameters form, @Nullable DeploymentConfig config) {
    DeploymentConfigs.refuseBeside(config, form, "OnFailure");
    DeploymentConfigs.refuseBeside(config, form, "DisableRollback");
    if (config != null) {
      return config.disableRollback() ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK;
    }
    String onFailure = form.text("OnFailure");
    if (onFailure != null && form.has("DisableRollback")) {
      throw TemplateErrors.invalid("You can specify OnFailure or DisableRollback, but not both.");
    }
    if (onFailure == null) {
      return form.flag("DisableRollback") ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK;
    }
    return oneOf("onFailure", onFailure);
  }

  static OnFailure oneOf(String member, String value) {
    try {
      return OnFailure.valueOf(value);
    } catch (IllegalArgumentException e) {
      throw TemplateErrors.invalid(
          "1 validation error detected: Value '"
              + value
              + "' at '"
              + member
              + "' failed to satisfy constraint: Member must satisfy enum value set: [DELETE,"
              + " DO_NOTHING, ROLLBACK]");
    }
  }

  /** {@code UpdateStack}; returns the stack's id. */
  String update(Call call) {
    Stack stack = call.stack();
    synchronized (stack) {
      if (Tokens.isRepeated(stack.state(), call.token(), "UpdateStack")) {
        return stack.state().id();
      }
      refuseUnlessUpdatable(stack);
      DeploymentConfig config = DeploymentConfigs.of(call.form());
      DeploymentConfigs.refuseBeside(config, call.form(), "DisableRollback");
      boolean keepFailed =
          config == null ? call.form().flag("DisableRollback") : config.disableRollback();
      DeploymentConfigs.refuseAfterFailure(stack.state(), config, keepFailed);
      StackInputs target = inputs.ofChanged(call.form(), stack.state().inputs());
      // What was left half-way may have to be put back to what it was.
      boolean isWhole = stack.state().status() != StackStatus.UPDATE_FAILED;
      if (isWhole && changes(call, stack, target).isNothing()) {
        throw TemplateErrors.invalid("No updates are to be performed.");
      }
      Operation operation =
          operation(Kind.UPDATE, Phase.FORWARD, call, target)
              .onFailure(
                  keepFailed ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK,
                  call.form().flag("RetainExceptOnCreate"))
              .under(policy(call.form(), "StackPolicyDuringUpdateBody"));
      String policy = policy(call.form(), "StackPolicyBody");
      stack.changeSets().forEach(set -> stack.keep(set.execution("OBSOLETE")));
      begin(
          call,
          stack,
          StackStatus.UPDATE_IN_PROGRESS,
          operation,
          "UpdateStack",
          state ->
              state.with(
                  (policy == null ? state.settings() : state.settings().policy(policy))
                      .disableRollback(keepFailed)
                      .deployed(config)));
      return stack.state().id();
    }
  }

  /** What it takes to make a stack what a caller wants. */
  StackChanges changes(Call call, Stack stack, StackInputs target) {
    StackState state = stack.state();
    BoundTemplate before =
        state.inputs().template().isEmpty() || state.status() == StackStatus.REVIEW_IN_PROGRESS
            ? null
            : engine.bind(state.inputs(), state, call.region());
    return ChangeDetection.detect(
        stack,
        before,
        engine.bind(target, state, call.region()),
        target.tags(),
        engine.providers().schemas(),
        call.region().stacks());
  }

  static void refuseUnlessUpdatable(Stack stack) {
    StackState state = stack.state();
    if (!state.status().canBeUpdated()) {
      throw TemplateErrors.invalid(
          "Stack:" + state.id() + " is in " + state.status() + " state and can not be updated.");
    }
  }

  /** {@code DeleteStack}. */
  void delete(Call call) {
    Stack stack = call.stackOrNull();
    if (stack == null) {
      return;
    }
    synchronized (stack) {
      StackState state = stack.state();
      boolean already =
          state.status() == StackStatus.DELETE_COMPLETE
              || state.status() == StackStatus.DELETE_IN_PROGRESS;
      if (already || Tokens.isRepeated(state, call.token(), "DeleteStack")) {
        return;
      }
      if (state.settings().terminationProtection()) {
        throw TemplateErrors.invalid(
            "Stack ["
                + state.name()
                + "] cannot be deleted while TerminationProtection is enabled");
      }
      Operation running = state.operation();
      if (running != null && state.status() == StackStatus.CREATE_IN_PROGRESS) {
        stack.change(
            now ->
                Tokens.used(now, call.token(), "DeleteStack")
                    .doing(running.cancelled(Cancel.DELETE)));
        return;
      }
      if (state.status().isInProgress()) {
        throw TemplateErrors.invalid(
            "Stack [" + state.id() + "] cannot be deleted while in status " + state.status());
      }
      boolean force = "FORCE_DELETE_STACK".equals(call.form().text("DeletionMode"));
      List<String> retained = retained(call.form(), stack, force);
      Operation operation =
          operation(Kind.DELETE, Phase.DELETE, call, null).retaining(retained, force);
      DeploymentConfig config = DeploymentConfigs.of(call.form());
      begin(
          call,
          stack,
          StackStatus.DELETE_IN_PROGRESS,
          operation,
          "DeleteStack",
          s -> s.with(s.settings().deployed(config)));
    }
  }

  private static List<String> retained(FormParameters form, Stack stack, boolean force) {
    List<String> retained = form.list("RetainResources");
    boolean failedBefore = stack.state().status() == StackStatus.DELETE_FAILED;
    if ((force || !retained.isEmpty()) && !failedBefore) {
      throw TemplateErrors.invalid(
          "Invalid operation on stack ["
              + stack.state().id()
              + "]. "
              + (force ? "DeletionMode FORCE_DELETE_STACK" : "RetainResources")
              + " can only be specified for a stack in DELETE_FAILED state");
    }
    return retained;
  }

  /** {@code UpdateTerminationProtection}; returns the stack's id. */
  String protect(Call call) {
    Stack stack = call.stack();
    boolean on = Boolean.parseBoolean(call.form().required("EnableTerminationProtection"));
    if (stack.state().status() == StackStatus.DELETE_COMPLETE) {
      throw TemplateErrors.invalid("Stack [" + stack.state().name() + "] does not exist");
    }
    stack.change(state -> state.with(state.settings().protection(on)));
    return stack.state().id();
  }

  /** {@code SetStackPolicy}. */
  void setPolicy(Call call) {
    Stack stack = call.stack();
    String policy = policy(call.form(), "StackPolicyBody");
    stack.change(state -> state.with(state.settings().policy(policy)));
  }

  private @Nullable String policy(FormParameters form, String name) {
    String policy = form.text(name);
    String url = form.text(name.replace("Body", "URL"));
    if (policy == null && url != null) {
      policy = templates.fetched(url);
    }
    if (policy != null) {
      StackPolicy.parse(policy);
    }
    return policy;
  }

  static Operation operation(Kind kind, Phase phase, Call call, @Nullable StackInputs target) {
    return Operation.of(UUID.randomUUID().toString(), kind, phase, call.token(), target);
  }

  /** Keeps what is going to happen, then lets it happen. */
  void begin(
      Call call,
      Stack stack,
      StackStatus status,
      Operation operation,
      String use,
      UnaryOperator<StackState> andAlso) {
    stack.enter(
        status,
        BY_USER,
        state ->
            Tokens.used(Objects.requireNonNull(andAlso.apply(state)), call.token(), use)
                .doing(operation));
    engine.start(call.region(), stack);
  }
}

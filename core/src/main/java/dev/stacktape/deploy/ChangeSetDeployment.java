package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Carries a plan out by a change set: looks whether the stack is still what the plan was made from,
 * lets CloudFormation work the change set out, compares it with the plan, executes it and watches.
 */
public final class ChangeSetDeployment {
  private static final Duration LONGEST = Duration.ofHours(12);

  private final CloudFormationClient cloudFormation;
  private final EventListener events;
  private final Polling polling;
  private final ChangeSets changeSets;
  private final StackWatch watch;
  private final Supplier<Evidence> evidence;
  private final StackSettling settling;
  private final StackRemoval removal;

  /** Deploys through this client. */
  public ChangeSetDeployment(
      CloudFormationClient cloudFormation, EventListener events, Polling polling) {
    this(cloudFormation, events, polling, Evidence::none);
  }

  /**
   * Deploys through this client.
   *
   * @param evidence gives, for each deployment, what looks at workloads that do not come up
   */
  public ChangeSetDeployment(
      CloudFormationClient cloudFormation,
      EventListener events,
      Polling polling,
      Supplier<Evidence> evidence) {
    this.evidence = evidence;
    this.cloudFormation = cloudFormation;
    this.events = events;
    this.polling = polling;
    this.changeSets = new ChangeSets(cloudFormation, polling);
    this.watch = new StackWatch(cloudFormation, events, polling);
    this.settling = new StackSettling(cloudFormation, events, polling);
    this.removal = new StackRemoval(cloudFormation, watch);
  }

  /**
   * What came of it.
   *
   * @param changed false when CloudFormation found nothing to change
   * @param events what happened to the stack and its resources, oldest first
   */
  public record Outcome(String stackId, String status, boolean changed, List<StackEvent> events) {
    public Outcome {
      events = List.copyOf(events);
    }
  }

  /**
   * Executes the plan.
   *
   * @param lastCheck is run just before the change set is executed; what it throws ends the
   *     deployment with nothing changed. {@link HeldLock#check} belongs here
   * @throws StacktapeException {@code PLAN_STALE} when the plan no longer fits, {@code
   *     CHANGE_SET_REFUSED}, {@code DEPLOYMENT_FAILED} with the first cause after CloudFormation
   *     has rolled back, {@code STACK_ROLLBACK_FAILED}, {@code STACK_DELETE_FAILED}
   */
  public Outcome execute(ChangeSetRequest request, Runnable lastCheck) {
    Optional<Stack> stack = Stacks.find(cloudFormation, request.stackName());
    Freshness.require(request.deployed(), stack);
    stack.ifPresent(settling::requireDeployable);
    ChangeSetType type = clearTheWay(stack);
    ChangeSet changeSet = changeSets.create(type, request);
    if (changeSet.isEmpty()) {
      discard(type, changeSet);
      stack.ifPresent(unchanged -> protect(unchanged.stackId(), request.settings()));
      return new Outcome(
          changeSet.stackId(), stack.map(Stack::stackStatusAsString).orElse(""), false, List.of());
    }
    StackWatch.Start start;
    try {
      new EarlyValidation(cloudFormation, request.origins())
          .require(changeSet)
          .forEach(doubt -> events.on(new Event.Warned(doubt)));
      refuseWider(request, changeSet);
      lastCheck.run();
      polling.throwIfCancelled();
      start = watch.before(changeSet.stackId());
      events.on(PastTimes.of(start.events().past()).expected(request.plan(), type));
      begin(request, changeSet);
    } catch (RuntimeException unexecuted) {
      discardAfter(type, changeSet, unexecuted);
      throw unexecuted;
    }
    Evidence seen = evidence.get();
    StackWatch.Outcome outcome =
        new StackWatch(cloudFormation, events, polling, seen)
            .follow(
                start,
                request.origins(),
                LONGEST,
                new TakingBack(cloudFormation, events, type, start));
    if (polling.isToBeTakenBack()) {
      TakingBack.judge(outcome);
    }
    judge(removal.ofNewOnes(outcome, request.settings()), request, seen);
    protect(outcome.stackId(), request.settings());
    return new Outcome(outcome.stackId(), outcome.status(), true, outcome.events());
  }

  /** Removes what stands in the way of the change set, and says what kind it has to be. */
  private ChangeSetType clearTheWay(Optional<Stack> stack) {
    if (stack.isEmpty()) {
      return ChangeSetType.CREATE;
    }
    return switch (StackCondition.of(stack.get().stackStatusAsString())) {
      case EMPTY -> {
        removal.of(stack.get());
        yield ChangeSetType.CREATE;
      }
      case NEVER_CREATED -> {
        events.on(
            new Event.Noted(
                "An earlier attempt to create the stack failed ("
                    + stack.get().stackStatusAsString()
                    + "); what is left of it is removed first."));
        removal.of(stack.get());
        yield ChangeSetType.CREATE;
      }
      case READY -> {
        changeSets.deleteLeftovers(stack.get().stackName());
        yield ChangeSetType.UPDATE;
      }
      case BUSY -> throw Freshness.stale("CloudFormation is at work on the stack.");
      case ABSENT, ROLLBACK_FAILED, DELETE_FAILED ->
          throw new IllegalStateException("Refused before: " + stack.get().stackStatusAsString());
    };
  }

  /**
   * Deletes a stack that holds nothing to keep; that there is none is fine.
   *
   * @throws StacktapeException {@code STACK_DELETE_FAILED} with the first cause
   */
  public void remove(String stackName) {
    Stacks.find(cloudFormation, stackName).ifPresent(removal::of);
  }

  private static void refuseWider(ChangeSetRequest request, ChangeSet changeSet) {
    List<String> beyond = changeSet.beyond(request.plan());
    if (!beyond.isEmpty()) {
      throw Freshness.stale(
          "CloudFormation would do what the plan does not say: " + String.join(", ", beyond) + ".");
    }
  }

  private void begin(ChangeSetRequest request, ChangeSet changeSet) {
    try {
      cloudFormation.executeChangeSet(
          execute -> {
            execute.changeSetName(changeSet.arn()).clientRequestToken(UUID.randomUUID().toString());
            // In express mode the change set has it, and AWS does not take it twice.
            if (request.settings().disableRollback() && !request.settings().mode().isExpress()) {
              execute.disableRollback(true);
            }
          });
    } catch (CloudFormationException answer) {
      if (!AwsErrors.code(answer).startsWith("InvalidChangeSetStatus")) {
        throw answer;
      }
      if (!isUnderWay(changeSet)) {
        throw Freshness.stale(
            "CloudFormation takes the change set no more (" + answer.getMessage() + ").");
      }
    }
  }

  /** Whether the call went through and only its answer was lost. */
  private boolean isUnderWay(ChangeSet changeSet) {
    String execution =
        cloudFormation
            .describeChangeSet(request -> request.changeSetName(changeSet.arn()))
            .executionStatusAsString();
    return "EXECUTE_IN_PROGRESS".equals(execution) || "EXECUTE_COMPLETE".equals(execution);
  }

  /** A change set of a new stack leaves an empty stack behind, which goes with it. */
  private void discard(ChangeSetType type, ChangeSet changeSet) {
    changeSets.delete(changeSet.arn());
    if (type == ChangeSetType.CREATE) {
      Stacks.find(cloudFormation, changeSet.stackId())
          .filter(stack -> stack.stackStatusAsString().equals("REVIEW_IN_PROGRESS"))
          .ifPresent(removal::of);
    }
  }

  private void discardAfter(ChangeSetType type, ChangeSet changeSet, RuntimeException unexecuted) {
    try {
      if (!isUnderWay(changeSet)) {
        discard(type, changeSet);
      }
    } catch (SdkException | StacktapeException left) {
      // The next run removes it.
      unexecuted.addSuppressed(left);
    }
  }

  private void judge(StackWatch.Outcome outcome, ChangeSetRequest request, Evidence seen) {
    Map<String, ResourceOrigin> origins = request.origins();
    String state =
        switch (outcome.status()) {
          case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" -> "";
          case "UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE" ->
              "The stack was rolled back to the last working state.";
          case "DELETE_COMPLETE" -> "The new stack was removed again; nothing of it is left.";
          case "ROLLBACK_COMPLETE" -> "What was created of the new stack was removed again.";
          case "UPDATE_ROLLBACK_FAILED" ->
              "Rolling back failed too (UPDATE_ROLLBACK_FAILED). stacktape:recover goes on with it,"
                  + " and can leave out what stands in the way: "
                  + StuckResource.list(StuckResource.in(cloudFormation, outcome.stackId(), origins))
                  + ".";
          case "UPDATE_FAILED" ->
              "It was left as it is, because it was not to be rolled back: deploy again to go on from"
                  + " there, or run stacktape:recover to take it back.";
          case "CREATE_FAILED" ->
              "It was left as it is, because it was not to be rolled back; the next deployment begins"
                  + " anew.";
          default -> "The stack is in state " + outcome.status() + ".";
        };
    if (!state.isEmpty()) {
      throw new DeploymentFailure(cloudFormation, origins, seen, request.template().text())
          .explain(DeployCode.DEPLOYMENT_FAILED, outcome, state);
    }
    warnOfLeftovers(outcome);
  }

  /** After an update CloudFormation removes what was replaced; that this fails fails nothing. */
  private void warnOfLeftovers(StackWatch.Outcome outcome) {
    outcome.events().stream()
        .filter(event -> event.resourceStatusAsString().equals("DELETE_FAILED"))
        .forEach(
            event ->
                events.on(
                    new Event.Warned(
                        DeployCode.RESOURCE_LEFT_BEHIND
                            .warning(
                                event.resourceType()
                                    + " "
                                    + event.physicalResourceId()
                                    + " is no longer in the stack but could not be deleted: "
                                    + DeploymentFailure.cleaned(event.resourceStatusReason())
                                    + ".")
                            .hint("Delete it by hand when it is not needed."))));
  }

  /** Switches termination protection on or off, where it is not so already. */
  public void protect(String stackId, DeploymentSettings settings) {
    boolean isProtected =
        Stacks.find(cloudFormation, stackId)
            .map(stack -> Boolean.TRUE.equals(stack.enableTerminationProtection()))
            .orElse(false);
    if (isProtected != settings.terminationProtection()) {
      cloudFormation.updateTerminationProtection(
          update ->
              update
                  .stackName(stackId)
                  .enableTerminationProtection(settings.terminationProtection()));
      events.on(
          new Event.Noted(
              settings.terminationProtection()
                  ? "The stack is protected against deletion from now on."
                  : "The stack is no longer protected against deletion."));
    }
  }
}

package dev.stacktape.deploy;

import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Waits for what CloudFormation is doing to a stack already, by whomever it was begun. This is how
 * a run carries on after one that was killed: CloudFormation has finished or rolled back what that
 * one began, and the plan is made from what is there then.
 */
public final class StackSettling {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final CloudFormationClient cloudFormation;
  private final EventListener events;
  private final Polling polling;

  /** Waits by this polling. */
  public StackSettling(CloudFormationClient cloudFormation, EventListener events, Polling polling) {
    this.cloudFormation = cloudFormation;
    this.events = events;
    this.polling = polling;
  }

  /**
   * Returns when nothing is being done to the stack, at once when there is none. Changes nothing.
   *
   * @return the stack as it is then
   * @throws StacktapeException {@code STACK_BUSY} after an hour
   */
  public Optional<Stack> settle(String stackName) {
    Optional<Stack> found = Stacks.find(cloudFormation, stackName);
    if (found.isEmpty()) {
      return found;
    }
    Stack stack = found.get();
    String status = stack.stackStatusAsString();
    if (StackCondition.of(status) != StackCondition.BUSY) {
      return found;
    }
    events.on(
        new Event.Noted(
            "CloudFormation is at work on the stack already ("
                + status
                + "); waiting until it is done."));
    StackWatch watch = new StackWatch(cloudFormation, events, polling);
    // It is under way, so any state that is not in progress is its end.
    StackWatch.Start start =
        new StackWatch.Start(
            stack.stackId(),
            StackEvents.fromNow(cloudFormation, stack.stackId()),
            status,
            Stacks.lastChanged(stack));
    var unused = watch.follow(start, Map.of(), LONGEST);
    return Stacks.find(cloudFormation, stackName);
  }

  /**
   * Goes on only when a deployment may change the stack.
   *
   * @throws StacktapeException {@code STACK_ROLLBACK_FAILED} or {@code STACK_DELETE_FAILED}
   */
  void requireDeployable(Stack stack) {
    switch (StackCondition.of(stack.stackStatusAsString())) {
      case ROLLBACK_FAILED -> throw StacktapeException.cloud(rollbackFailed(stack), null);
      case DELETE_FAILED ->
          throw StacktapeException.cloud(
              DeployCode.STACK_DELETE_FAILED
                  .error(
                      "The stack "
                          + stack.stackName()
                          + " was being deleted and could not be deleted whole.")
                  .hint(
                      "Run stacktape:delete again to finish that, with -Dstacktape.force=true when"
                          + " something cannot be deleted; then deploy."),
              null);
      case ABSENT, EMPTY, NEVER_CREATED, READY, BUSY -> {}
    }
  }

  private Problem rollbackFailed(Stack stack) {
    String stuck = StuckResource.list(StuckResource.in(cloudFormation, stack.stackId(), Map.of()));
    String reason =
        stack.stackStatusReason() == null
            ? ""
            : " CloudFormation says: " + stack.stackStatusReason();
    return DeployCode.STACK_ROLLBACK_FAILED
        .error(
            "The last update of "
                + stack.stackName()
                + " failed and so did rolling it back; the stack takes no changes in this state."
                + reason)
        .hint(
            "Mend what it waits for and run stacktape:recover; or leave out what cannot be rolled"
                + " back: stacktape:recover -Dstacktape.resourcesToSkip="
                + (stuck.isEmpty() ? "<logical ids>" : stuck)
                + ". Then deploy.");
  }
}

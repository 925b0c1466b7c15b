package dev.stacktape.deploy;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventCode;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Watches CloudFormation at work on a stack until it is done. Events are what is shown;
 * DescribeStacks is what is believed. Lost connections and throttling are survived, because the
 * work goes on without us.
 */
final class StackWatch {
  private static final Polling.Pauses PAUSES = Polling.Pauses.LIVE;
  private static final String IN_EXPRESS_MODE = "Resource operation completed using Express Mode";
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  /** Between events the state is looked up only every so many rounds. */
  private static final int ROUNDS_PER_LOOK = 4;

  /** A stack that is deleted when its creation fails may be seen failed in between. */
  private static final Duration IN_BETWEEN = Duration.ofSeconds(20);

  private final CloudFormationClient cloudFormation;
  private final EventListener events;
  private final Polling polling;
  private final Evidence evidence;

  StackWatch(CloudFormationClient cloudFormation, EventListener events, Polling polling) {
    this(cloudFormation, events, polling, Evidence.none());
  }

  /**
   * Watches.
   *
   * @param evidence is told of every event, and may look between them
   */
  StackWatch(
      CloudFormationClient cloudFormation,
      EventListener events,
      Polling polling,
      Evidence evidence) {
    this.evidence = evidence;
    this.cloudFormation = cloudFormation;
    this.events = events;
    this.polling = polling;
  }

  /**
   * How it ended.
   *
   * @param status of the stack, {@code DELETE_COMPLETE} when it is gone
   * @param events what happened on the way, oldest first
   */
  record Outcome(String stackId, String status, List<StackEvent> events) {}

  /** A stack just before CloudFormation is told to do something. */
  record Start(
      String stackId, StackEvents events, @Nullable String status, @Nullable Instant changed) {}

  /** To be taken before the call that begins the work. */
  Start before(String stackId) {
    Optional<Stack> stack = Stacks.find(cloudFormation, stackId);
    return new Start(
        stackId,
        StackEvents.fromNow(cloudFormation, stackId),
        stack.map(Stack::stackStatusAsString).orElse(null),
        stack.map(Stacks::lastChanged).orElse(null));
  }

  /**
   * Watches until the work is done.
   *
   * @param origins where the resources come from, by logical id
   * @param limit how long at most
   * @throws StacktapeException {@code STACK_BUSY} when the limit passes, {@code CANCELLED}; the
   *     work goes on in both cases
   */
  Outcome follow(Start start, Map<String, ResourceOrigin> origins, Duration limit) {
    return follow(start, origins, limit, null);
  }

  /**
   * The same for work that can be taken back.
   *
   * @param takingBack is done once when somebody asks for it; the watch goes on until
   *     CloudFormation is done with that
   */
  Outcome follow(
      Start start,
      Map<String, ResourceOrigin> origins,
      Duration limit,
      @Nullable Runnable takingBack) {
    Runnable due = takingBack;
    Round round = new Round(start, origins);
    Instant end = polling.now().plus(limit);
    Instant heard = polling.now();
    Duration pause = PAUSES.first();
    while (polling.now().isBefore(end)) {
      try {
        if (due != null && polling.isToBeTakenBack()) {
          due.run();
          due = null;
        }
        boolean news = round.listen();
        evidence.look();
        Optional<Outcome> outcome = round.look();
        if (outcome.isPresent()) {
          return outcome.get();
        }
        heard = polling.now();
        pause = news ? PAUSES.first() : PAUSES.after(pause);
      } catch (SdkException failure) {
        if (!AwsErrors.isPassing(failure)
            || Duration.between(heard, polling.now()).compareTo(LONGEST_SILENCE) > 0) {
          throw failure;
        }
        pause = min(LONGEST_PAUSE, pause.multipliedBy(2));
        events.on(new Event.Retrying("watching the stack", ++round.silent + 1, pause));
      }
      pause(pause, takingBack != null);
    }
    throw stillBusy(start, round.status, limit);
  }

  /** Whoever stops the watch is told that the work is not stopped by that. */
  private void pause(Duration pause, boolean canBeTakenBack) {
    if (polling.isCancelled() && !(canBeTakenBack && polling.isToBeTakenBack())) {
      throw new StacktapeException(
          EventCode.CANCELLED
              .error(
                  "The operation was stopped on request; what CloudFormation has begun goes on"
                      + " there.")
              .hint(
                  "`mvn stacktape:info` shows where it stands; run this again to wait for it and"
                      + " carry on."));
    }
    polling.sleep(pause);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static StacktapeException stillBusy(
      Start start, @Nullable String status, Duration limit) {
    return StacktapeException.cloud(
        DeployCode.STACK_BUSY
            .error(
                "CloudFormation is still at work on the stack after "
                    + limit.toMinutes()
                    + " minutes"
                    + (status == null ? "." : ": it is " + status + "."))
            .hint(
                "It goes on by itself; run this again to carry on. What it waits for: `aws"
                    + " cloudformation describe-stack-events --stack-name "
                    + start.stackId()
                    + "`."),
        null);
  }

  /** What one watch remembers between its questions. */
  private final class Round {
    private final Start start;
    private final Map<String, ResourceOrigin> origins;
    private boolean begun;
    private boolean due;
    private int rounds;
    private int silent;
    private @Nullable String status;
    private @Nullable Instant failedSince;

    Round(Start start, Map<String, ResourceOrigin> origins) {
      this.start = start;
      this.origins = origins;
    }

    /** Passes on what has happened; whether anything has. */
    boolean listen() {
      List<StackEvent> fresh = start.events().next();
      silent = 0;
      for (StackEvent event : fresh) {
        if (StackEvents.isOfTheStack(event)) {
          begun = true;
          due |= !event.resourceStatusAsString().endsWith("_IN_PROGRESS");
        }
        events.on(told(event));
        evidence.heard(event);
      }
      return !fresh.isEmpty();
    }

    /** The outcome, when CloudFormation says that it is done. */
    Optional<Outcome> look() {
      if (!due && ++rounds % ROUNDS_PER_LOOK != 0) {
        return Optional.empty();
      }
      Optional<Stack> stack = Stacks.find(cloudFormation, start.stackId());
      String now = stack.map(Stack::stackStatusAsString).orElse("DELETE_COMPLETE");
      status = now;
      begun |= !now.equals(start.status());
      begun |= stack.isPresent() && !Stacks.lastChanged(stack.get()).equals(start.changed());
      if (!begun || now.endsWith("_IN_PROGRESS") || isInBetween(now)) {
        due = false;
        return Optional.empty();
      }
      if (stack.isPresent()) {
        listen();
      }
      return Optional.of(new Outcome(start.stackId(), now, start.events().all()));
    }

    private boolean isInBetween(String state) {
      if (!state.equals("CREATE_FAILED")) {
        failedSince = null;
        return false;
      }
      Instant time = polling.now();
      if (failedSince == null) {
        failedSince = time;
      }
      return time.isBefore(failedSince.plus(IN_BETWEEN));
    }

    /** What express mode says of each resource is said once of all. */
    private static @Nullable String told(@Nullable String reason) {
      return reason != null && reason.startsWith(IN_EXPRESS_MODE) ? null : reason;
    }

    private Event told(StackEvent event) {
      String status = event.resourceStatusAsString();
      String reason = event.resourceStatusReason();
      if (StackEvents.isOfTheStack(event)) {
        return new Event.StackChanged(status, reason, event.timestamp());
      }
      ResourceOrigin origin = origins.getOrDefault(event.logicalResourceId(), ResourceOrigin.STACK);
      return new Event.ResourceChanged(
          event.logicalResourceId(),
          event.resourceType(),
          status,
          status.endsWith("_FAILED") ? DeploymentFailure.cleaned(reason) : told(reason),
          origin.resourceName(),
          event.timestamp());
    }
  }
}

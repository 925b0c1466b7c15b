package dev.stacktape.deploy;

import dev.stacktape.aws.Polling;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Brings a stack out of a state in which it takes no changes, back to what worked last.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html">Continue
 *     rolling back an update</a>
 */
public final class StackRecovery {
  private static final Duration LONGEST = Duration.ofHours(12);

  private final CloudFormationClient cloudFormation;
  private final EventListener events;
  private final Polling polling;
  private final Map<String, ResourceOrigin> origins;
  private final Supplier<Optional<LastVersion>> lastVersion;

  /**
   * Recovers through this client.
   *
   * @param origins where resources come from, by logical id; empty where that is not known
   * @param lastVersion gives what was deployed last and worked, where that is kept; asked only when
   *     it is needed
   */
  public StackRecovery(
      CloudFormationClient cloudFormation,
      EventListener events,
      Polling polling,
      Map<String, ResourceOrigin> origins,
      Supplier<Optional<LastVersion>> lastVersion) {
    this.lastVersion = lastVersion;
    this.cloudFormation = cloudFormation;
    this.events = events;
    this.polling = polling;
    this.origins = Map.copyOf(origins);
  }

  /** What can be done. */
  public enum Way {
    /** Nothing: the stack takes changes, or there is none, or {@code deploy} clears it away. */
    NOTHING,
    /** Take back an update that failed and was left as it was. */
    ROLL_BACK,
    /**
     * Deploy again what worked last, in express mode: after an update in that mode AWS takes no
     * other operation, and no rollback.
     */
    DEPLOY_LAST_VERSION,
    /** Go on with a rollback that failed. */
    CONTINUE_ROLLBACK,
    /** Delete the stack: it was being deleted. */
    DELETE
  }

  /**
   * What would be done. Looking changes nothing.
   *
   * @param status of the stack, empty text where there is none
   * @param stuck what keeps it there
   */
  public record Proposal(
      String stackId, String status, Way way, String text, List<StuckResource> stuck) {
    public Proposal {
      stuck = List.copyOf(stuck);
    }

    /** Whether there is anything to do here. */
    public boolean isNeeded() {
      return way == Way.ROLL_BACK || way == Way.CONTINUE_ROLLBACK || way == Way.DEPLOY_LAST_VERSION;
    }
  }

  /** Looks at a stack at which nothing is under way. */
  public Proposal propose(String stackName) {
    Optional<Stack> found = Stacks.find(cloudFormation, stackName);
    if (found.isEmpty()) {
      return new Proposal(
          "", "", Way.NOTHING, "There is no stack " + stackName + "; deploy makes it.", List.of());
    }
    Stack stack = found.get();
    String status = stack.stackStatusAsString();
    Way way = way(status, Stacks.isInExpressMode(stack));
    List<StuckResource> stuck =
        way == Way.NOTHING ? List.of() : StuckResource.in(cloudFormation, stack.stackId(), origins);
    return new Proposal(stack.stackId(), status, way, text(stackName, status, way, stuck), stuck);
  }

  private static Way way(String status, boolean expressMode) {
    return switch (StackCondition.of(status)) {
      case ROLLBACK_FAILED -> Way.CONTINUE_ROLLBACK;
      case DELETE_FAILED -> Way.DELETE;
      case READY ->
          !status.equals("UPDATE_FAILED")
              ? Way.NOTHING
              : expressMode ? Way.DEPLOY_LAST_VERSION : Way.ROLL_BACK;
      case ABSENT, EMPTY, NEVER_CREATED, BUSY -> Way.NOTHING;
    };
  }

  private static String text(String name, String status, Way way, List<StuckResource> stuck) {
    String what =
        switch (way) {
          case CONTINUE_ROLLBACK ->
              "The last update of %s failed, and so did rolling it back (%s).%n"
                      .formatted(name, status)
                  + "Recovering goes on with that rollback.";
          case ROLL_BACK ->
              "The last update of %s failed and was left as it is (%s).%n".formatted(name, status)
                  + "Recovering takes it back; deploying goes on from where it is.";
          case DEPLOY_LAST_VERSION ->
              "The last update of %s failed in express mode and was left as it is (%s).%n"
                      .formatted(name, status)
                  + "AWS rolls nothing back after that mode, so recovering deploys the last version"
                  + " again; deploying goes on from where it is.";
          case DELETE ->
              "%s was being deleted and could not be deleted whole (%s).".formatted(name, status);
          case NOTHING ->
              switch (StackCondition.of(status)) {
                case EMPTY, NEVER_CREATED ->
                    "%s never came to be (%s). The next deployment removes what is left of it."
                        .formatted(name, status);
                default -> "%s takes changes (%s); nothing to recover.".formatted(name, status);
              };
        };
    return what + stuck.stream().map(one -> "\n  " + one.text()).collect(Collectors.joining());
  }

  /**
   * Does what was proposed, and waits for its end.
   *
   * @param skip resources that a rollback leaves as they are, by logical id or name; they differ
   *     from the template afterwards, until they are deployed again
   * @param lastCheck is run just before; what it throws ends it with nothing changed
   * @throws StacktapeException {@code PLAN_STALE} when the stack is in another state by now, {@code
   *     RESOURCE_NOT_STUCK}, {@code STACK_ROLLBACK_FAILED} with what stands in the way, {@code
   *     STACK_DELETE_FAILED}, {@code VERSION_NOT_FOUND} where no version is kept to go back to
   */
  public void recover(Proposal proposal, Set<String> skip, Runnable lastCheck) {
    switch (proposal.way()) {
      case NOTHING -> events.on(new Event.Noted(proposal.text()));
      case DELETE -> throw StacktapeException.cloud(deletionFailed(proposal), null);
      case ROLL_BACK, CONTINUE_ROLLBACK -> {
        List<String> skipped = skipped(proposal.stuck(), skip);
        requireSame(proposal);
        lastCheck.run();
        rollBack(proposal, skipped);
      }
      case DEPLOY_LAST_VERSION -> {
        var unused = skipped(List.of(), skip);
        LastVersion version = lastVersion.get().orElseThrow(StackRecovery::nothingKept);
        requireSame(proposal);
        lastCheck.run();
        version.deployAgain(proposal.stackId(), origins, cloudFormation, events, polling);
      }
    }
  }

  private void requireSame(Proposal proposal) {
    boolean same =
        Stacks.find(cloudFormation, proposal.stackId())
            .filter(stack -> stack.stackStatusAsString().equals(proposal.status()))
            .isPresent();
    if (!same) {
      throw Freshness.stale("The stack is no longer " + proposal.status() + ".");
    }
  }

  private static List<String> skipped(List<StuckResource> all, Set<String> skip) {
    List<StuckResource> skipped = all.stream().filter(stuck -> stuck.isNamedIn(skip)).toList();
    List<String> unknown =
        skip.stream()
            .filter(name -> skipped.stream().noneMatch(one -> one.isNamedIn(Set.of(name))))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      String stuck = StuckResource.list(all);
      throw new StacktapeException(
          DeployCode.RESOURCE_NOT_STUCK
              .error(
                  "`"
                      + String.join("`, `", unknown)
                      + "` does not keep the stack from rolling back.")
              .hint(
                  stuck.isEmpty()
                      ? "Leave -Dstacktape.resourcesToSkip out."
                      : "Can be skipped: " + stuck + "."));
    }
    return skipped.stream().map(StuckResource::logicalId).toList();
  }

  private void rollBack(Proposal proposal, List<String> skipped) {
    StackWatch watch = new StackWatch(cloudFormation, events, polling);
    StackWatch.Start start = watch.before(proposal.stackId());
    String token = UUID.randomUUID().toString();
    if (proposal.way() == Way.ROLL_BACK) {
      cloudFormation.rollbackStack(
          roll -> roll.stackName(proposal.stackId()).clientRequestToken(token));
    } else {
      cloudFormation.continueUpdateRollback(
          roll ->
              roll.stackName(proposal.stackId())
                  .resourcesToSkip(skipped)
                  .clientRequestToken(token));
    }
    StackWatch.Outcome outcome = watch.follow(start, origins, LONGEST);
    if (!outcome.status().endsWith("ROLLBACK_COMPLETE")) {
      List<StuckResource> stuck = StuckResource.in(cloudFormation, proposal.stackId(), origins);
      throw new DeploymentFailure(cloudFormation, origins)
          .explain(
              DeployCode.STACK_ROLLBACK_FAILED,
              outcome,
              "The stack is where it was ("
                  + outcome.status()
                  + "). To leave out what cannot be rolled back: stacktape:recover"
                  + " -Dstacktape.resourcesToSkip="
                  + StuckResource.list(stuck));
    }
    events.on(new Event.Noted("The stack is back at its last working state."));
    if (!skipped.isEmpty()) {
      events.on(
          new Event.Warned(
              DeployCode.ROLLBACK_SKIPPED
                  .warning(
                      "These were left as they are and may differ from the template: "
                          + String.join(", ", skipped)
                          + ".")
                  .hint("Deploy a change to them, or put them right by hand.")));
    }
  }

  private static StacktapeException nothingKept() {
    return new StacktapeException(
        DeployCode.VERSION_NOT_FOUND
            .error("No version of the stack is kept that could be deployed again.")
            .hint("Deploy what is right: it goes on from where the stack is."));
  }

  private static Problem deletionFailed(Proposal proposal) {
    String stuck = StuckResource.list(proposal.stuck());
    return DeployCode.STACK_DELETE_FAILED
        .error(proposal.text())
        .hint(
            "A deletion can only be finished: stacktape:delete"
                + (stuck.isEmpty()
                    ? "."
                    : "; to leave behind what cannot be deleted, with -Dstacktape.retain="
                        + stuck
                        + "."));
  }
}

package dev.stacktape.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/**
 * What CloudFormation did last to a stack, by its events.
 *
 * @param kind {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code IMPORT}
 * @param began when
 * @param failure what failed first, null where nothing did
 */
public record LastOperation(String kind, Instant began, @Nullable Failure failure) {
  /** Each begins an operation; rolling back is a part of one. */
  private static final Set<String> BEGINNINGS =
      Set.of(
          "CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS");

  /** Accounts with thousands of deleted stacks are not searched to the end. */
  private static final int MOST_DELETED = 500;

  /**
   * A resource that failed.
   *
   * @param status such as {@code CREATE_FAILED}
   * @param reason in AWS's words, without request ids
   * @param hint what to do about it, null where it is not known
   */
  public record Failure(
      String logicalId,
      String type,
      String status,
      String reason,
      @Nullable String hint,
      Instant at) {}

  /** The last operation on a stack, empty where there was none yet. */
  public static Optional<LastOperation> on(CloudFormationClient cloudFormation, String stackId) {
    List<StackEvent> events = new ArrayList<>();
    for (StackEvent event :
        cloudFormation
            .describeStackEventsPaginator(request -> request.stackName(stackId))
            .stackEvents()) {
      events.add(event);
      if (StackEvents.isOfTheStack(event) && BEGINNINGS.contains(event.resourceStatusAsString())) {
        Collections.reverse(events);
        String status = event.resourceStatusAsString();
        return Optional.of(
            new LastOperation(
                status.substring(0, status.indexOf('_')),
                event.timestamp(),
                FirstCause.in(cloudFormation, events).map(LastOperation::failure).orElse(null)));
      }
    }
    return Optional.empty();
  }

  /**
   * Why the last stack of a name, which is gone, never came to be; empty where it once ran, or was
   * deleted too long ago.
   */
  public static Optional<LastOperation> creationOfGone(
      CloudFormationClient cloudFormation, String stackName) {
    return cloudFormation
        .listStacksPaginator(list -> list.stackStatusFilters(StackStatus.DELETE_COMPLETE))
        .stackSummaries()
        .stream()
        .limit(MOST_DELETED)
        .filter(stack -> stack.stackName().equals(stackName))
        .max(Comparator.comparing(StackSummary::creationTime))
        .flatMap(stack -> creation(cloudFormation, stack));
  }

  private static Optional<LastOperation> creation(
      CloudFormationClient cloudFormation, StackSummary stack) {
    List<StackEvent> events = StackEvents.fromTheBeginning(cloudFormation, stack.stackId()).next();
    boolean ran =
        events.stream()
            .filter(StackEvents::isOfTheStack)
            .anyMatch(event -> event.resourceStatusAsString().equals("CREATE_COMPLETE"));
    return ran
        ? Optional.empty()
        : FirstCause.in(cloudFormation, events)
            .map(event -> new LastOperation("CREATE", stack.creationTime(), failure(event)));
  }

  private static Failure failure(StackEvent event) {
    String reason = event.resourceStatusReason();
    return new Failure(
        event.logicalResourceId(),
        event.resourceType(),
        event.resourceStatusAsString(),
        DeploymentFailure.cleaned(reason),
        reason == null ? null : KnownFailure.hintFor(reason).orElse(null),
        event.timestamp());
  }
}

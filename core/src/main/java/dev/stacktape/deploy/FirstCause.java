package dev.stacktape.deploy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Finds what failed first. When one resource fails, CloudFormation cancels those beside it and then
 * rolls back, and each of them fails with a reason that says nothing.
 */
final class FirstCause {
  private static final Pattern CANCELLED =
      Pattern.compile("(?i)^Resource (creation|update|deletion|import) cancelled");
  private static final Pattern OF_OTHERS =
      Pattern.compile("(?i)^The following resource\\(s\\) failed");

  private FirstCause() {}

  /** The event of the first real failure, empty when nothing failed. */
  static Optional<StackEvent> in(List<StackEvent> events) {
    return events.stream()
        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
        .filter(event -> !StackEvents.isOfTheStack(event))
        .filter(event -> !isEcho(event.resourceStatusReason()))
        .min(Comparator.comparing(StackEvent::timestamp));
  }

  /**
   * The same, and where the failure is a nested stack, what failed first in that one.
   *
   * @param events oldest first
   */
  static Optional<StackEvent> in(CloudFormationClient cloudFormation, List<StackEvent> events) {
    Optional<StackEvent> cause = in(events);
    boolean nested =
        cause
            .filter(event -> "AWS::CloudFormation::Stack".equals(event.resourceType()))
            .filter(event -> event.physicalResourceId() != null)
            .filter(event -> !event.physicalResourceId().isEmpty())
            .isPresent();
    if (!nested) {
      return cause;
    }
    String nestedStack = cause.get().physicalResourceId();
    List<StackEvent> inside = StackEvents.fromTheBeginning(cloudFormation, nestedStack).next();
    return in(cloudFormation, inside).or(() -> cause);
  }

  private static boolean isEcho(String reason) {
    return reason != null && (CANCELLED.matcher(reason).find() || OF_OTHERS.matcher(reason).find());
  }
}

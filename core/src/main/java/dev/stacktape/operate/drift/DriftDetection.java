package dev.stacktape.operate.drift;

import dev.stacktape.aws.Polling;
import dev.stacktape.operate.OperateCode;
import dev.stacktape.operate.drift.DriftReport.Difference;
import dev.stacktape.operate.drift.DriftReport.Drift;
import dev.stacktape.operate.drift.DriftReport.Kind;
import dev.stacktape.operate.inventory.Inventory;
import dev.stacktape.operate.inventory.Inventory.Resource;
import dev.stacktape.operate.inventory.Swaps;
import dev.stacktape.operate.script.ShownValues;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * Has CloudFormation compare the stack with what there is. The code of functions, which it does not
 * look at, is compared beside that. Changes nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html">Drift
 *     detection</a>
 */
public final class DriftDetection {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Polling.Pauses PAUSES =
      new Polling.Pauses(Duration.ofMillis(500), Duration.ofSeconds(5));

  private static final String BY_HAND =
      "It was changed outside of deployments. The next deployment that changes this resource puts"
          + " it back; one that does not leaves it as it is.";

  /** What is changed in daily work, and by whom. */
  private static final Map<String, String> MEANINGS =
      Map.of(
          "/Environment",
          "The environment was changed, by a hot-swap or by hand. The next deployment that changes"
              + " this resource puts it back.",
          "/TaskDefinition",
          "The service runs another task definition, as after a hot-swap. The next deployment"
              + " brings it back to that of the stack.",
          "/DesiredCount",
          "The number of instances was changed, by scaling or by hand; scaling does this all the"
              + " time.",
          "/DefinitionString",
          "The definition was changed, by a hot-swap or by hand. The next deployment that changes"
              + " this resource puts it back.");

  private final CloudFormationClient cloudFormation;
  private final Polling polling;
  private final Swaps swaps;

  /** Detects through these. */
  public DriftDetection(CloudFormationClient cloudFormation, Polling polling, Swaps swaps) {
    this.cloudFormation = cloudFormation;
    this.polling = polling;
    this.swaps = swaps;
  }

  /**
   * What differs. Takes from seconds to minutes.
   *
   * @throws StacktapeException {@code DRIFT_NOT_DETECTED}
   */
  public DriftReport detect(Inventory stack) {
    String detection =
        cloudFormation
            .detectStackDrift(request -> request.stackName(stack.stackId()))
            .stackDriftDetectionId();
    Optional<DescribeStackDriftDetectionStatusResponse> done =
        polling.until(LONGEST, PAUSES, () -> done(detection));
    if (done.isEmpty()) {
      throw notDetected("CloudFormation is not done after " + LONGEST.toMinutes() + " minutes");
    }
    List<StackResourceDrift> compared =
        cloudFormation
            .describeStackResourceDriftsPaginator(request -> request.stackName(stack.stackId()))
            .stream()
            .flatMap(page -> page.stackResourceDrifts().stream())
            .toList();
    Map<String, Drift> drifts = new HashMap<>();
    int checked = 0;
    for (StackResourceDrift one : compared) {
      if (one.stackResourceDriftStatus() != StackResourceDriftStatus.NOT_CHECKED) {
        checked++;
      }
      drift(stack, one).ifPresent(drift -> drifts.put(drift.logicalId(), drift));
    }
    // That the comparison could not be made for all is worth a word only where nothing else is.
    if (done.get().detectionStatus() == StackDriftDetectionStatus.DETECTION_FAILED
        && checked == 0) {
      throw notDetected(String.valueOf(done.get().detectionStatusReason()));
    }
    swaps
        .in(stack)
        .forEach(
            (logicalId, how) ->
                drifts.compute(
                    logicalId,
                    (id, found) -> swapped(stack.resource(logicalId), logicalId, found, how)));
    List<Drift> inOrder =
        stack.resources().stream()
            .filter(resource -> drifts.containsKey(resource.logicalId()))
            .map(resource -> drifts.get(resource.logicalId()))
            .toList();
    return new DriftReport(
        stack.target(), inOrder, checked, Math.max(0, stack.resources().size() - checked));
  }

  private Optional<DescribeStackDriftDetectionStatusResponse> done(String detection) {
    DescribeStackDriftDetectionStatusResponse status =
        cloudFormation.describeStackDriftDetectionStatus(
            request -> request.stackDriftDetectionId(detection));
    return status.detectionStatus() == StackDriftDetectionStatus.DETECTION_IN_PROGRESS
        ? Optional.empty()
        : Optional.of(status);
  }

  private static Optional<Drift> drift(Inventory stack, StackResourceDrift found) {
    boolean deleted = found.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED;
    if (!deleted && found.stackResourceDriftStatus() != StackResourceDriftStatus.MODIFIED) {
      return Optional.empty();
    }
    Resource resource = stack.resource(found.logicalResourceId());
    List<Difference> differences = new ArrayList<>();
    for (PropertyDifference one : found.propertyDifferences()) {
      differences.add(difference(one));
    }
    return Optional.of(
        new Drift(
            deleted ? Kind.DELETED : Kind.CHANGED,
            resource == null ? null : resource.resourceName(),
            found.logicalResourceId(),
            found.resourceType(),
            found.physicalResourceId(),
            differences,
            deleted
                ? "It was deleted outside of deployments. Deployments that have to change it fail;"
                    + " take it out of the config, deploy, put it back in and deploy again."
                : meaning(differences)));
  }

  private static String meaning(List<Difference> differences) {
    return differences.stream()
        .flatMap(
            difference ->
                MEANINGS.entrySet().stream()
                    .filter(known -> difference.path().startsWith(known.getKey()))
                    .map(Map.Entry::getValue))
        .findFirst()
        .orElse(BY_HAND);
  }

  /** What a hot-swap has left says more than that somebody has changed something. */
  private static Drift swapped(
      @Nullable Resource resource, String logicalId, @Nullable Drift found, String how) {
    return new Drift(
        Kind.SWAPPED,
        resource == null ? null : resource.resourceName(),
        logicalId,
        resource == null ? "" : resource.type(),
        resource == null ? null : resource.physicalId(),
        found == null ? List.of() : found.differences(),
        how + " The next deployment ends with what its plan says.");
  }

  /** What stands in place of a secret may be told; the secret itself may not. */
  private static Difference difference(PropertyDifference found) {
    String deployed = told(found.expectedValue());
    boolean secret = ShownValues.isSecret(deployed);
    return new Difference(
        found.propertyPath(), deployed, secret ? "another value" : told(found.actualValue()));
  }

  private static @Nullable String told(@Nullable String value) {
    return value == null || value.isEmpty() || value.equals("null") ? null : value;
  }

  private static StacktapeException notDetected(String why) {
    return StacktapeException.cloud(
        OperateCode.DRIFT_NOT_DETECTED
            .error("CloudFormation could not compare the stack with what there is: " + why + ".")
            .hint(
                "It reads each resource with your rights: give them those to read what the stack"
                    + " consists of, and try again."),
        null);
  }
}

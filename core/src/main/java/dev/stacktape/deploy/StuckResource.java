package dev.stacktape.deploy;

import dev.stacktape.template.ResourceOrigin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * A resource that CloudFormation failed at, and that keeps the stack where it is.
 *
 * @param physicalId null where it never came to be
 * @param reason what AWS says, null when it says nothing
 * @param resourceName of the config, null where it is not known
 */
public record StuckResource(
    String logicalId,
    String type,
    @Nullable String physicalId,
    @Nullable String reason,
    @Nullable String resourceName) {

  /** The resources of a stack that are in a failed state. */
  static List<StuckResource> in(
      CloudFormationClient cloudFormation, String stackId, Map<String, ResourceOrigin> origins) {
    return Stacks.resources(cloudFormation, stackId).values().stream()
        .filter(resource -> resource.resourceStatusAsString().endsWith("_FAILED"))
        .map(resource -> of(resource, origins))
        .toList();
  }

  private static StuckResource of(
      StackResourceSummary resource, Map<String, ResourceOrigin> origins) {
    return new StuckResource(
        resource.logicalResourceId(),
        resource.resourceType(),
        resource.physicalResourceId(),
        resource.resourceStatusReason(),
        origins.getOrDefault(resource.logicalResourceId(), ResourceOrigin.STACK).resourceName());
  }

  /** Whether a user means this one: by its logical id, or by its name in the config. */
  boolean isNamedIn(Set<String> names) {
    return names.contains(logicalId) || (resourceName != null && names.contains(resourceName));
  }

  /** {@code JobsQueue (AWS::SQS::Queue): the reason}. */
  public String text() {
    String subject = logicalId + " (" + type + ")";
    return reason == null ? subject : subject + ": " + DeploymentFailure.cleaned(reason);
  }

  /** Logical ids as they are written behind a parameter. */
  static String list(Collection<StuckResource> resources) {
    Set<String> ids = new TreeSet<>();
    resources.forEach(resource -> ids.add(resource.logicalId()));
    return String.join(",", ids);
  }
}

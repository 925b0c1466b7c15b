package dev.stacktape.operate.inventory;

import dev.stacktape.deploy.Stacks;
import dev.stacktape.deploy.SwapRecords;
import dev.stacktape.deploy.Versions;
import dev.stacktape.name.Target;
import dev.stacktape.operate.OperateCode;
import dev.stacktape.operate.inventory.Inventory.Resource;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.ResourceOrigin;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * Finds out what a stack consists of. The names come from the version that was deployed, so that
 * they fit what runs and no config is needed; where there is none yet, from the config.
 */
public final class InventoryReading {
  private final CloudFormationClient cloudFormation;
  private final Versions versions;
  private final SwapRecords swaps;

  /** Reads through these. */
  public InventoryReading(
      CloudFormationClient cloudFormation, Versions versions, SwapRecords swaps) {
    this.cloudFormation = cloudFormation;
    this.versions = versions;
    this.swaps = swaps;
  }

  /**
   * The stack as it is, empty when there is none.
   *
   * @param config where resources come from as the config has it, by logical id; asked for only
   *     when it is needed
   */
  public Optional<Inventory> find(Target target, Supplier<Map<String, ResourceOrigin>> config) {
    Optional<Stack> found = Stacks.find(cloudFormation, target.stackName());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Stack stack = found.get();
    Map<String, String> deployed =
        versions.newest(target.deploymentBucket()).map(Version::resources).orElse(Map.of());
    Map<String, ResourceOrigin> origins = new LinkedHashMap<>();
    if (deployed.isEmpty()) {
      origins.putAll(config.get());
    }
    deployed.forEach((id, name) -> origins.put(id, new ResourceOrigin(name, null)));
    return Optional.of(inventory(target, stack, origins));
  }

  /**
   * The stack as it is.
   *
   * @throws StacktapeException {@code NOTHING_DEPLOYED}
   */
  public Inventory read(Target target, Supplier<Map<String, ResourceOrigin>> config) {
    return find(target, config).orElseThrow(() -> nothing(target));
  }

  private static StacktapeException nothing(Target target) {
    return new StacktapeException(
        OperateCode.NOTHING_DEPLOYED
            .error(
                "There is no stack %s in %s, account %s."
                    .formatted(target.stackName(), target.region(), target.account()))
            .hint(
                "Look at stage and region (-Dstacktape.stage, -Dstacktape.region), or deploy it:"
                    + " stacktape:deploy."));
  }

  /**
   * When the running code came in: the last deployment, hot-swaps included. After a deployment
   * through CloudFormation this is its beginning, because its new code ran before its end.
   */
  public Instant lastDeployment(Inventory inventory) {
    String bucket = inventory.target().deploymentBucket();
    // A deployment through CloudFormation leaves one version after the change of the stack; what is
    // newer than that only put back what had been swapped. Swaps themselves leave no version.
    Stream<Instant> restored =
        versions.list(bucket).stream()
            .map(version -> Instant.parse(version.time()))
            .filter(time -> time.isAfter(inventory.changed()))
            .sorted()
            .skip(1);
    Stream<Instant> swapped =
        swaps.read(bucket).values().stream().map(record -> Instant.parse(record.time()));
    return Stream.concat(restored, swapped)
        .filter(time -> time.isAfter(inventory.changed()))
        .max(Comparator.naturalOrder())
        .orElse(inventory.changed());
  }

  private Inventory inventory(Target target, Stack stack, Map<String, ResourceOrigin> origins) {
    Map<String, String> outputs = new LinkedHashMap<>();
    stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    Map<String, String> tags = new LinkedHashMap<>();
    stack.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return new Inventory(
        target,
        stack.stackId(),
        stack.stackStatusAsString(),
        stack.stackStatusReason(),
        Stacks.lastChanged(stack),
        outputs,
        tags,
        Stacks.resources(cloudFormation, stack.stackId()).values().stream()
            .map(summary -> resource(summary, origins.get(summary.logicalResourceId())))
            .toList());
  }

  private static Resource resource(StackResourceSummary summary, @Nullable ResourceOrigin found) {
    ResourceOrigin origin = found == null ? ResourceOrigin.STACK : found;
    return new Resource(
        origin.resourceName(),
        summary.logicalResourceId(),
        summary.resourceType(),
        summary.physicalResourceId(),
        summary.resourceStatusAsString());
  }
}

package dev.stacktape.operate;

import dev.stacktape.aws.AwsSettings;
import dev.stacktape.deploy.LiveCode;
import dev.stacktape.deploy.Parallel;
import dev.stacktape.deploy.Stacks;
import dev.stacktape.deploy.SwapRecords;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport.Link;
import dev.stacktape.operate.StackReport.Resource;
import dev.stacktape.plan.SwapRecord;
import dev.stacktape.template.ResourceOrigin;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Reads what is deployed, for people. Changes nothing. */
public final class StackReporting {
  private final CloudFormationClient cloudFormation;
  private final LiveCode liveCode;
  private final SwapRecords swaps;
  private final AwsSettings settings;

  /** Reads through these. */
  public StackReporting(
      CloudFormationClient cloudFormation,
      LiveCode liveCode,
      SwapRecords swaps,
      AwsSettings settings) {
    this.cloudFormation = cloudFormation;
    this.liveCode = liveCode;
    this.swaps = swaps;
    this.settings = settings;
  }

  /**
   * The stack as it is.
   *
   * @param origins where the resources come from, by logical id; may be empty
   */
  public StackReport describe(Target target, Map<String, ResourceOrigin> origins) {
    return describe(target, origins, true);
  }

  /**
   * The stack as a deployment has just left it: what differs from its template is on record, so
   * code is not looked at once more.
   *
   * @param origins where the resources come from, by logical id; may be empty
   */
  public StackReport describeDeployed(Target target, Map<String, ResourceOrigin> origins) {
    return describe(target, origins, false);
  }

  private StackReport describe(
      Target target, Map<String, ResourceOrigin> origins, boolean looksAtCode) {
    Supplier<Map<String, StackResourceSummary>> listing =
        Parallel.beside(() -> Stacks.resources(cloudFormation, target.stackName()));
    Supplier<Map<String, SwapRecord>> records =
        Parallel.beside(() -> swaps.read(target.deploymentBucket()));
    Optional<Stack> found = Stacks.find(cloudFormation, target.stackName());
    URI endpoint = settings.endpoint();
    String address = endpoint == null ? null : endpoint.toString();
    if (found.isEmpty()) {
      return new StackReport(
          target, address, null, null, null, null, Map.of(), List.of(), List.of());
    }
    Stack stack = found.get();
    List<Resource> resources = resources(stack, listing, records, origins, looksAtCode);
    Map<String, String> outputs = new LinkedHashMap<>();
    stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    return new StackReport(
        target,
        address,
        stack.stackStatusAsString(),
        stack.stackStatusReason(),
        stack.creationTime().toString(),
        Stacks.lastChanged(stack).toString(),
        outputs,
        links(stack, outputs, resources),
        resources);
  }

  private List<Resource> resources(
      Stack stack,
      Supplier<Map<String, StackResourceSummary>> listing,
      Supplier<Map<String, SwapRecord>> reading,
      Map<String, ResourceOrigin> origins,
      boolean looksAtCode) {
    Collection<StackResourceSummary> summaries = listing.get().values();
    Set<String> swapped = looksAtCode ? liveCode.swapped(stack.stackId(), summaries) : Set.of();
    Map<String, SwapRecord> records = reading.get();
    return summaries.stream().map(one -> resource(one, origins, swapped, records)).toList();
  }

  private static Resource resource(
      StackResourceSummary summary,
      Map<String, ResourceOrigin> origins,
      Set<String> swapped,
      Map<String, SwapRecord> records) {
    String logicalId = summary.logicalResourceId();
    return new Resource(
        origins.getOrDefault(logicalId, ResourceOrigin.STACK).resourceName(),
        logicalId,
        summary.resourceType(),
        summary.physicalResourceId(),
        summary.resourceStatusAsString(),
        swapped.contains(logicalId) || records.containsKey(logicalId),
        records.get(logicalId));
  }

  private List<Link> links(Stack stack, Map<String, String> outputs, List<Resource> resources) {
    List<Link> links = new ArrayList<>();
    outputs.forEach(
        (key, value) -> {
          if (value.startsWith("http://") || value.startsWith("https://")) {
            links.add(new Link(key, value));
          }
        });
    if (settings.isAws()) {
      ConsoleLinks console = new ConsoleLinks(settings.region());
      links.add(new Link("CloudFormation stack", console.stack(stack.stackId())));
      for (Resource resource : resources) {
        String physicalId = resource.physicalId();
        if (physicalId != null) {
          console
              .resource(resource.type(), physicalId)
              .ifPresent(url -> links.add(new Link(resource.logicalId(), url)));
        }
      }
    }
    return links;
  }
}

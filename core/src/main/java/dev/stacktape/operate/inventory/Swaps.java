package dev.stacktape.operate.inventory;

import dev.stacktape.deploy.LiveCode;
import dev.stacktape.deploy.Stacks;
import dev.stacktape.deploy.SwapRecords;
import dev.stacktape.event.Amounts;
import dev.stacktape.plan.SwapRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * What runs otherwise than its template says because it was replaced where it runs: hot-swaps by
 * their records, and code of functions that somebody has replaced by hand.
 */
public final class Swaps {
  private final CloudFormationClient cloudFormation;
  private final LiveCode liveCode;
  private final SwapRecords records;

  /** Reads through these. */
  public Swaps(CloudFormationClient cloudFormation, LiveCode liveCode, SwapRecords records) {
    this.cloudFormation = cloudFormation;
    this.liveCode = liveCode;
    this.records = records;
  }

  /** A sentence on how it came to that, by logical id. */
  public Map<String, String> in(Inventory stack) {
    Map<String, String> swaps = new LinkedHashMap<>();
    records
        .read(stack.target().deploymentBucket())
        .forEach((logicalId, record) -> swaps.put(logicalId, words(record)));
    Set<String> otherCode =
        liveCode.swapped(
            stack.stackId(), Stacks.resources(cloudFormation, stack.stackId()).values());
    otherCode.forEach(
        logicalId ->
            swaps.putIfAbsent(
                logicalId, "Its code was replaced outside of deployments and hot-swaps."));
    return swaps;
  }

  private static String words(SwapRecord record) {
    return "Hot-swapped at %s by %s: %s."
        .formatted(
            Amounts.moment(record.time()), record.by(), String.join(", ", record.differing()));
  }
}

package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider.Settling;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that are not ready yet, or never get ready, after an operation of CloudFormation in
 * express mode. When the endpoint stops, whatever was left has become ready.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Function
 *     states</a>
 */
final class Settlements {
  private final Clock clock;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(boolean isNew, Instant until, Settling settling) {}

  Settlements(Clock clock) {
    this.clock = clock;
  }

  /**
   * A function was made or changed.
   *
   * @param isNew whether it was made
   */
  void begin(FunctionRef function, boolean isNew, Settling settling) {
    if (settling.isDone()) {
      entries.remove(key(function.region(), function.name()));
    } else {
      Instant until = clock.instant().plus(settling.time());
      entries.put(key(function.region(), function.name()), new Entry(isNew, until, settling));
    }
  }

  /** What a function that was asked for says of its state. */
  Map<String, Object> stateOf(FunctionVersion function) {
    Entry entry = entries.get(key(function.region(), function.name()));
    if (entry == null || !function.version().equals(FunctionVersion.LATEST)) {
      return state("Active", "Successful");
    }
    if (clock.instant().isBefore(entry.until())) {
      return entry.isNew() ? state("Pending", "InProgress") : state("Active", "InProgress");
    }
    String failure = entry.settling().failure();
    if (failure == null) {
      return state("Active", "Successful");
    }
    return entry.isNew()
        ? Map.of("State", "Failed", "StateReason", failure, "LastUpdateStatus", "Failed")
        : Map.of(
            "State", "Active", "LastUpdateStatus", "Failed", "LastUpdateStatusReason", failure);
  }

  private static Map<String, Object> state(String state, String lastUpdateStatus) {
    return Map.of("State", state, "LastUpdateStatus", lastUpdateStatus);
  }

  /** Goes on only with a function that Lambda is not at work on, as Lambda has it. */
  void requireReady(FunctionVersion latest) {
    Entry entry = entries.get(key(latest.region(), latest.name()));
    if (entry != null && clock.instant().isBefore(entry.until())) {
      throw new AwsError(
          409,
          "ResourceConflictException",
          "The operation cannot be performed at this time. "
              + (entry.isNew()
                  ? "The function is currently in the following state: Pending"
                  : "An update is in progress for resource: " + latest.name()));
    }
  }

  private static String key(String region, String name) {
    return region + "/" + name;
  }
}

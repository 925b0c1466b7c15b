package dev.stacktape.deploy;

import dev.stacktape.event.Event;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * How long things took the last time, out of a stack's own events: from the first event of a step
 * to the one that ends it well. What failed says nothing of how long it takes.
 */
final class PastTimes {
  private static final String WHOLE = "";
  private static final String RUNNING = "_IN_PROGRESS";
  private static final String DONE = "_COMPLETE";

  /** By logical id (empty text for the stack) and verb of the status, such as {@code CREATE}. */
  private final Map<String, Duration> took = new HashMap<>();

  private PastTimes() {}

  /**
   * Learns from events.
   *
   * @param oldestFirst as far back as they are at hand; the last time that something was done
   *     counts
   */
  static PastTimes of(List<StackEvent> oldestFirst) {
    PastTimes times = new PastTimes();
    Map<String, Instant> begun = new HashMap<>();
    for (StackEvent event : oldestFirst) {
      String status = event.resourceStatusAsString();
      String id = StackEvents.isOfTheStack(event) ? WHOLE : event.logicalResourceId();
      if (status.endsWith(RUNNING) && !status.contains("CLEANUP")) {
        begun.putIfAbsent(key(id, verb(status, RUNNING)), event.timestamp());
      } else if (status.endsWith(DONE)) {
        String key = key(id, verb(status, DONE));
        Instant from = begun.remove(key);
        if (from != null) {
          times.took.put(key, Duration.between(from, event.timestamp()));
        }
      } else if (status.endsWith("_FAILED")) {
        begun.keySet().removeIf(key -> key.startsWith(id + " "));
      }
    }
    return times;
  }

  private static String verb(String status, String end) {
    return status.substring(0, status.length() - end.length());
  }

  private static String key(String logicalId, String verb) {
    return logicalId + " " + verb;
  }

  /** What a plan may take: as long as the slowest of its changes, where all of them are known. */
  Event.TimesExpected expected(Plan plan, ChangeSetType type) {
    Map<String, Duration> resources = new TreeMap<>();
    plan.changes()
        .forEach(
            change -> {
              Duration time = took.get(key(change.logicalId(), verb(change.action())));
              if (time != null) {
                resources.put(change.logicalId(), time);
              }
            });
    boolean allKnown = !resources.isEmpty() && resources.size() == plan.changes().size();
    return new Event.TimesExpected(allKnown ? longest(resources) : whole(type), resources);
  }

  private static @Nullable Duration longest(Map<String, Duration> times) {
    return times.values().stream().max(Duration::compareTo).orElse(null);
  }

  private @Nullable Duration whole(ChangeSetType type) {
    return took.get(key(WHOLE, type == ChangeSetType.CREATE ? "CREATE" : "UPDATE"));
  }

  private static String verb(Change.Action action) {
    return switch (action) {
      case CREATE -> "CREATE";
      case DELETE -> "DELETE";
      default -> "UPDATE";
    };
  }
}

package dev.stacktape.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.http.JsonProtocol;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The operations on events. */
final class EventCalls {
  private static final int LARGEST_PAGE = 10_000;

  private final LogGroups groups;
  private final Clock clock;

  EventCalls(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  ObjectNode put(LogsCall call) {
    LogStream stream =
        groups.get(call.required("logGroupName")).stream(call.required("logStreamName"));
    List<LogStream.Entry> entries = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (JsonNode event : call.input().path("logEvents")) {
      long timestamp = event.path("timestamp").asLong();
      if (timestamp < last) {
        throw LogErrors.invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      last = timestamp;
      entries.add(new LogStream.Entry(timestamp, event.path("message").asText()));
    }
    if (entries.isEmpty()) {
      throw LogErrors.invalid(
          "1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint:"
              + " Member must have length greater than or equal to 1");
    }
    stream.append(entries, clock.millis());
    // Clients of today ignore it, those of old send it back; it is not looked at.
    return JsonProtocol.object().put("nextSequenceToken", String.valueOf(clock.millis()));
  }

  /** Reads one stream in either direction, page by page. */
  ObjectNode get(LogsCall call) {
    LogGroup group = groups.get(call.group());
    List<LogEvent> events = within(call, group, group.stream(call.required("logStreamName")));
    int limit = call.limit(LARGEST_PAGE, LARGEST_PAGE);
    String token = call.text("nextToken");
    int from;
    int to;
    boolean forward = token == null ? call.flag("startFromHead") : token.startsWith("f/");
    if (forward) {
      from = Math.min(token == null ? 0 : LogsCall.position(token), events.size());
      to = Math.min(from + limit, events.size());
    } else {
      to = Math.min(token == null ? events.size() : LogsCall.position(token), events.size());
      from = Math.max(0, to - limit);
    }
    ObjectNode result = JsonProtocol.object();
    ArrayNode list = result.putArray("events");
    events.subList(from, to).forEach(event -> write(list.addObject(), event));
    return result.put("nextForwardToken", "f/" + to).put("nextBackwardToken", "b/" + from);
  }

  private List<LogEvent> within(LogsCall call, LogGroup group, LogStream stream) {
    long start = Math.max(call.number("startTime", 0), group.oldestKept(clock.millis()));
    long end = call.number("endTime", Long.MAX_VALUE);
    return stream.read().stream()
        .filter(event -> event.timestamp() >= start && event.timestamp() < end)
        .toList();
  }

  private static ObjectNode write(ObjectNode json, LogEvent event) {
    return json.put("timestamp", event.timestamp())
        .put("message", event.message())
        .put("ingestionTime", event.ingested());
  }

  /** One event in a list that goes over several streams. */
  private record Hit(String stream, LogEvent event) {}

  /** Searches a group; unlike for one stream, the end of the time is part of it. */
  ObjectNode filter(LogsCall call) {
    LogGroup group = groups.get(call.group());
    FilterPattern pattern = FilterPattern.parse(call.text("filterPattern", ""));
    List<String> names = call.list("logStreamNames");
    String prefix = call.text("logStreamNamePrefix", "");
    long start = Math.max(call.number("startTime", 0), group.oldestKept(clock.millis()));
    long end = call.number("endTime", Long.MAX_VALUE);
    List<Hit> hits = new ArrayList<>();
    for (LogStream stream : group.streams()) {
      if (stream.name().startsWith(prefix) && (names.isEmpty() || names.contains(stream.name()))) {
        stream.read().stream()
            .filter(event -> event.timestamp() >= start && event.timestamp() <= end)
            .filter(event -> pattern.matches(event.message()))
            .forEach(event -> hits.add(new Hit(stream.name(), event)));
      }
    }
    hits.sort(Comparator.comparing((Hit hit) -> hit.event().id()).thenComparing(Hit::stream));
    return page(call, hits);
  }

  private static ObjectNode page(LogsCall call, List<Hit> hits) {
    String token = call.text("nextToken");
    int from = Math.min(token == null ? 0 : LogsCall.position(token), hits.size());
    int to = Math.min(from + call.limit(LARGEST_PAGE, LARGEST_PAGE), hits.size());
    ObjectNode result = JsonProtocol.object();
    ArrayNode list = result.putArray("events");
    for (Hit hit : hits.subList(from, to)) {
      write(list.addObject(), hit.event())
          .put("logStreamName", hit.stream())
          .put("eventId", eventId(hit));
    }
    result.putArray("searchedLogStreams");
    if (to < hits.size()) {
      result.put("nextToken", "n/" + to);
    }
    return result;
  }

  /** Clients that follow a group drop what they saw, by this id: it is unique over streams. */
  private static String eventId(Hit hit) {
    return hit.event().id() + Integer.toUnsignedString(hit.stream().hashCode());
  }
}

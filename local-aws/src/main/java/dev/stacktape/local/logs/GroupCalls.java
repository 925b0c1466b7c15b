package dev.stacktape.local.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.http.JsonProtocol;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The operations on groups and streams. */
final class GroupCalls {
  private static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);
  private static final int LARGEST_PAGE = 50;

  private final LogGroups groups;
  private final Clock clock;

  GroupCalls(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  ObjectNode createGroup(LogsCall call) {
    groups.create(call.required("logGroupName"), call.region(), call.texts("tags"), null);
    return JsonProtocol.object();
  }

  ObjectNode deleteGroup(LogsCall call) {
    groups.delete(call.required("logGroupName"));
    return JsonProtocol.object();
  }

  ObjectNode describeGroups(LogsCall call) {
    String prefix = call.text("logGroupNamePrefix", "");
    String part = call.text("logGroupNamePattern", "");
    List<LogGroup> matching =
        groups.all().stream()
            .filter(group -> group.description().name().startsWith(prefix))
            .filter(group -> group.description().name().contains(part))
            .toList();
    return page(call, "logGroups", matching, this::describe);
  }

  private void describe(ObjectNode json, LogGroup group) {
    LogGroup.Description of = group.description();
    json.put("logGroupName", of.name())
        .put("creationTime", of.created())
        .put("metricFilterCount", 0)
        .put("arn", groups.arn(group) + ":*")
        .put("logGroupArn", groups.arn(group))
        .put("storedBytes", 0)
        .put("logGroupClass", "STANDARD");
    if (of.retentionDays() != null) {
      json.put("retentionInDays", of.retentionDays());
    }
  }

  ObjectNode createStream(LogsCall call) {
    LogGroup group = groups.get(call.required("logGroupName"));
    group.createStream(call.required("logStreamName"), clock.millis());
    return JsonProtocol.object();
  }

  ObjectNode deleteStream(LogsCall call) {
    groups.get(call.required("logGroupName")).deleteStream(call.required("logStreamName"));
    return JsonProtocol.object();
  }

  ObjectNode describeStreams(LogsCall call) {
    LogGroup group = groups.get(call.group());
    String prefix = call.text("logStreamNamePrefix", "");
    Comparator<LogStream> order =
        call.text("orderBy", "LogStreamName").equals("LastEventTime")
            ? Comparator.comparingLong(GroupCalls::lastEvent)
            : Comparator.comparing(LogStream::name);
    List<LogStream> matching =
        group.streams().stream()
            .filter(stream -> stream.name().startsWith(prefix))
            .sorted(call.flag("descending") ? order.reversed() : order)
            .toList();
    String arn = groups.arn(group) + ":log-stream:";
    return page(call, "logStreams", matching, (json, stream) -> describe(json, stream, arn));
  }

  private static long lastEvent(LogStream stream) {
    LogStream.Span span = stream.span();
    return span == null ? 0 : span.last();
  }

  private static void describe(ObjectNode json, LogStream stream, String arn) {
    json.put("logStreamName", stream.name())
        .put("creationTime", stream.created())
        .put("arn", arn + stream.name())
        .put("storedBytes", 0);
    LogStream.Span span = stream.span();
    if (span != null) {
      json.put("firstEventTimestamp", span.first())
          .put("lastEventTimestamp", span.last())
          .put("lastIngestionTime", span.ingested());
    }
  }

  private static <T> ObjectNode page(
      LogsCall call, String name, List<T> items, BiConsumer<ObjectNode, T> write) {
    String token = call.text("nextToken");
    int from = Math.min(token == null ? 0 : LogsCall.position(token), items.size());
    int to = Math.min(from + call.limit(LARGEST_PAGE, LARGEST_PAGE), items.size());
    ObjectNode result = JsonProtocol.object();
    ArrayNode list = result.putArray(name);
    items.subList(from, to).forEach(item -> write.accept(list.addObject(), item));
    if (to < items.size()) {
      result.put("nextToken", "n/" + to);
    }
    return result;
  }

  ObjectNode putRetention(LogsCall call) {
    LogGroup group = groups.get(call.required("logGroupName"));
    group.change(group.description().retention(checkedRetention(call.required("retentionInDays"))));
    return JsonProtocol.object();
  }

  /** A number of days that AWS knows; any other is refused. */
  static int checkedRetention(String days) {
    return RETENTION_DAYS.stream()
        .filter(allowed -> String.valueOf(allowed).equals(days))
        .findFirst()
        .orElseThrow(
            () ->
                LogErrors.invalid(
                    "Invalid retention value: " + days + ". Valid values are: " + RETENTION_DAYS));
  }

  ObjectNode deleteRetention(LogsCall call) {
    LogGroup group = groups.get(call.required("logGroupName"));
    group.change(group.description().retention(null));
    return JsonProtocol.object();
  }

  ObjectNode tags(LogsCall call) {
    ObjectNode result = JsonProtocol.object();
    ObjectNode tags = result.putObject("tags");
    groups.get(call.required("resourceArn")).description().tags().forEach(tags::put);
    return result;
  }

  ObjectNode tag(LogsCall call) {
    LogGroup group = groups.get(call.required("resourceArn"));
    Map<String, String> tags = new TreeMap<>(group.description().tags());
    tags.putAll(call.texts("tags"));
    group.change(group.description().tags(tags));
    return JsonProtocol.object();
  }

  ObjectNode untag(LogsCall call) {
    LogGroup group = groups.get(call.required("resourceArn"));
    Map<String, String> tags = new TreeMap<>(group.description().tags());
    call.list("tagKeys").forEach(tags::remove);
    group.change(group.description().tags(tags));
    return JsonProtocol.object();
  }
}

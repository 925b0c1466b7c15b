package dev.stacktape.deploy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What was written last to a log of CloudWatch. A log that is not there is empty. */
public final class LastLogLines {
  private static final int LINES = 15;
  private static final int LONGEST = 300;

  private final Supplier<CloudWatchLogsClient> logs;

  /** Reads through this client, which is asked for when there is something to read. */
  public LastLogLines(Supplier<CloudWatchLogsClient> logs) {
    this.logs = logs;
  }

  List<String> ofStream(String group, String stream) {
    try {
      return logs
          .get()
          .getLogEvents(
              get ->
                  get.logGroupName(group).logStreamName(stream).startFromHead(false).limit(LINES))
          .events()
          .stream()
          .map(event -> shortened(event.message().stripTrailing()))
          .filter(line -> !line.isBlank())
          .toList();
    } catch (ResourceNotFoundException nothing) {
      return List.of();
    }
  }

  /** Of the stream that was written to last. */
  List<String> ofGroup(String group) {
    try {
      return logs
          .get()
          .describeLogStreams(
              list ->
                  list.logGroupName(group)
                      .orderBy(OrderBy.LAST_EVENT_TIME)
                      .descending(true)
                      .limit(1))
          .logStreams()
          .stream()
          .findFirst()
          .map(LogStream::logStreamName)
          .map(stream -> ofStream(group, stream))
          .orElse(List.of());
    } catch (ResourceNotFoundException nothing) {
      return List.of();
    }
  }

  static String indented(List<String> lines) {
    return lines.stream().map(line -> "\n      " + line).collect(Collectors.joining());
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }
}

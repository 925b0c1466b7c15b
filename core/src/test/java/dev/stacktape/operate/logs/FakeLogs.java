package dev.stacktape.operate.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** A log group with small pages, some of them empty, as those of the real one may be. */
final class FakeLogs implements CloudWatchLogsClient {
  static final String GROUP = "/aws/lambda/orders";
  private static final int PAGE = 10;

  final List<FilteredLogEvent> events = new ArrayList<>();
  final List<FilterLogEventsRequest> calls = new ArrayList<>();

  void write(long time, String message) {
    events.add(
        FilteredLogEvent.builder()
            .timestamp(time)
            .message(message)
            .logStreamName("stream")
            .eventId(time + "/" + events.size())
            .build());
  }

  @Override
  public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
    calls.add(request);
    if (!request.logGroupName().equals(GROUP)) {
      throw ResourceNotFoundException.builder().message("no such group").build();
    }
    List<FilteredLogEvent> all =
        events.stream()
            .filter(event -> event.timestamp() >= request.startTime())
            .filter(event -> event.timestamp() <= request.endTime())
            .sorted(Comparator.comparing(FilteredLogEvent::timestamp))
            .toList();
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    if (request.nextToken() == null && all.size() > PAGE) {
      return FilterLogEventsResponse.builder().nextToken("0").build();
    }
    int to = Math.min(all.size(), from + PAGE);
    return FilterLogEventsResponse.builder()
        .events(all.subList(from, to))
        .nextToken(to < all.size() ? String.valueOf(to) : null)
        .build();
  }

  @Override
  public String serviceName() {
    return "logs";
  }

  @Override
  public void close() {}
}

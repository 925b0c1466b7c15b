package dev.stacktape.operate.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The newest events of one log group. CloudWatch gives them from the oldest on, so what is long is
 * read from its end in windows that grow; never more than the limit is held.
 *
 * @param pattern null for all events
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
record GroupTail(CloudWatchLogsClient logs, String group, @Nullable String pattern) {
  /** A quiet group is read whole with these; a page is 1 MB or 10,000 events. */
  private static final int PAGES_FROM_THE_START = 3;

  private static final int FIRST_WINDOW = 64;
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);

  /**
   * Events in the order of their time.
   *
   * @param more whether there are older ones
   */
  record Tail(List<FilteredLogEvent> events, boolean more) {}

  /** The newest events between two points in time, both of them included. */
  Tail newest(Instant from, Instant to, int limit) {
    Newest newest = new Newest(limit);
    if (read(from, to, PAGES_FROM_THE_START, newest)) {
      return new Tail(List.copyOf(newest.events), newest.dropped);
    }
    return fromTheEnd(from, to, limit);
  }

  private Tail fromTheEnd(Instant from, Instant to, int limit) {
    List<FilteredLogEvent> events = new ArrayList<>();
    Duration window = max(Duration.between(from, to).dividedBy(FIRST_WINDOW), SHORTEST_WINDOW);
    Instant end = to;
    boolean dropped = false;
    while (!end.isBefore(from) && events.size() < limit) {
      Instant start = end.minus(window);
      Newest newest = new Newest(limit - events.size());
      var unused = read(start.isBefore(from) ? from : start, end, Integer.MAX_VALUE, newest);
      events.addAll(0, newest.events);
      dropped |= newest.dropped;
      end = start.minusMillis(1);
      window = window.multipliedBy(2);
    }
    return new Tail(events, dropped || !end.isBefore(from));
  }

  /** Everything between two points in time, page by page. */
  void all(Instant from, Instant to, Consumer<FilteredLogEvent> sink) {
    var unused = read(from, to, Integer.MAX_VALUE, sink);
  }

  /** Whether the pages were enough. */
  private boolean read(Instant from, Instant to, int pages, Consumer<FilteredLogEvent> sink) {
    String token = null;
    try {
      for (int page = 0; page < pages; page++) {
        FilterLogEventsResponse answer =
            logs.filterLogEvents(
                FilterLogEventsRequest.builder()
                    .logGroupName(group)
                    .filterPattern(pattern)
                    .startTime(from.toEpochMilli())
                    .endTime(to.toEpochMilli())
                    .nextToken(token)
                    .build());
        answer.events().forEach(sink);
        token = answer.nextToken();
        if (token == null) {
          return true;
        }
      }
      return false;
    } catch (ResourceNotFoundException neverWritten) {
      return true;
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Keeps what came last. */
  private static final class Newest implements Consumer<FilteredLogEvent> {
    private final int limit;
    private final Deque<FilteredLogEvent> events = new ArrayDeque<>();
    private boolean dropped;

    Newest(int limit) {
      this.limit = limit;
    }

    @Override
    public void accept(FilteredLogEvent event) {
      events.addLast(event);
      if (events.size() > limit) {
        events.removeFirst();
        dropped = true;
      }
    }
  }
}

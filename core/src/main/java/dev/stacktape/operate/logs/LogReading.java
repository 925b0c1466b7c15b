package dev.stacktape.operate.logs;

import dev.stacktape.aws.AwsErrors;
import dev.stacktape.aws.Polling;
import dev.stacktape.deploy.Parallel;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.operate.OperateCode;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** Reads logs, several interleaved by time. Changes nothing. */
public final class LogReading {
  static final Comparator<LogLine> BY_TIME =
      Comparator.comparing(LogLine::time)
          .thenComparing(LogLine::source)
          .thenComparing(LogLine::stream)
          .thenComparing(LogLine::id);

  /** AWS lets an account ask some ten times in a second for all its readers together. */
  private static final int AT_ONCE = 3;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_PER_SOURCE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final CloudWatchLogsClient logs;
  private final Polling polling;
  private final EventListener events;

  /** Reads through this client, at the pace of this polling. */
  public LogReading(CloudWatchLogsClient logs, Polling polling, EventListener events) {
    this.logs = logs;
    this.polling = polling;
    this.events = events;
  }

  /**
   * The newest lines from a point in time until now.
   *
   * @param pattern null for all lines
   * @throws StacktapeException {@code LOG_FILTER_INVALID}
   */
  public LogPage read(List<LogSource> sources, Instant from, @Nullable String pattern, int limit) {
    Instant to = polling.now();
    record Read(LogSource source, GroupTail.Tail tail) {}
    List<Read> read =
        understood(
            pattern,
            () ->
                Parallel.map(
                    AT_ONCE,
                    sources,
                    source ->
                        new Read(
                            source,
                            new GroupTail(logs, source.group(), pattern).newest(from, to, limit))));
    List<LogLine> lines =
        read.stream()
            .flatMap(one -> one.tail().events().stream().map(event -> line(one.source(), event)))
            .sorted(BY_TIME)
            .toList();
    int left = Math.max(0, lines.size() - limit);
    boolean more = left > 0 || read.stream().anyMatch(one -> one.tail().more());
    return new LogPage(sources, from, to, lines.subList(left, lines.size()), more);
  }

  /**
   * Passes on what is written after a page was read, until somebody asks to stop, which is the
   * ordinary end. Lines that come late, as they do at AWS, are passed on late; none twice.
   *
   * @param pattern as the page was read with
   */
  public void follow(LogPage page, @Nullable String pattern, Consumer<LogLine> sink) {
    List<Follower> followers = new ArrayList<>();
    for (LogSource source : page.sources()) {
      followers.add(new Follower(source, new GroupTail(logs, source.group(), pattern), page));
    }
    Duration usual = max(SHORTEST_PAUSE, PAUSE_PER_SOURCE.multipliedBy(followers.size()));
    Duration pause = usual;
    int silent = 0;
    while (polling.pauseUnlessCancelled(pause)) {
      try {
        Instant now = polling.now();
        List<LogLine> fresh =
            followers.stream().flatMap(one -> one.next(now).stream()).sorted(BY_TIME).toList();
        fresh.forEach(sink);
        pause = usual;
        silent = 0;
      } catch (SdkException failure) {
        if (!AwsErrors.isPassing(failure)) {
          throw failure;
        }
        pause = min(LONGEST_PAUSE, pause.multipliedBy(2));
        events.on(new Event.Retrying("following the logs", ++silent + 1, pause));
      }
    }
  }

  static LogLine line(LogSource source, FilteredLogEvent event) {
    return new LogLine(
        source.name(),
        event.logStreamName(),
        Instant.ofEpochMilli(event.timestamp()),
        event.message().stripTrailing(),
        event.eventId());
  }

  private static <T> T understood(@Nullable String pattern, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidParameterException answer) {
      if (pattern == null) {
        throw answer;
      }
      throw new StacktapeException(
          OperateCode.LOG_FILTER_INVALID
              .error(
                  "CloudWatch Logs refuses the filter `%s`: %s"
                      .formatted(pattern, AwsErrors.message(answer)))
              .hint(
                  "Words all have to be there; put those with other signs than letters and digits"
                      + " in quotes (\"time out\"), a question mark before each word of which one"
                      + " is enough (?ERROR ?WARN), a regular expression between percent signs."),
          answer);
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

package dev.stacktape.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.TestClock;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsTest {
  private static final String GROUP = "/aws/lambda/orders-dev-api";
  private static final String STREAM = "2026/03/01/[$LATEST]abc";

  @TempDir Path state;
  private final TestClock clock = new TestClock();
  private LocalAws aws;
  private CloudWatchLogsClient logs;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(clock));
    logs = TestClients.configure(CloudWatchLogsClient.builder(), aws).build();
    logs.createLogGroup(r -> r.logGroupName(GROUP));
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName(STREAM));
  }

  @AfterEach
  void stop() {
    logs.close();
    aws.close();
  }

  private void put(String stream, String... messages) {
    List<InputLogEvent> events = new ArrayList<>();
    for (String message : messages) {
      events.add(InputLogEvent.builder().timestamp(clock.millis()).message(message).build());
      clock.advance(Duration.ofSeconds(1));
    }
    logs.putLogEvents(r -> r.logGroupName(GROUP).logStreamName(stream).logEvents(events));
  }

  @Test
  void eventsAreReadInPagesInBothDirections() {
    put(STREAM, "1", "2", "3", "4", "5");
    List<String> read = new ArrayList<>();
    GetLogEventsResponse page = page(null);
    while (!page.events().isEmpty()) {
      page.events().stream().map(OutputLogEvent::message).forEach(read::add);
      page = page(page.nextForwardToken());
    }
    assertThat(read).containsExactly("1", "2", "3", "4", "5");
    GetLogEventsResponse tail =
        logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName(STREAM).limit(2));
    assertThat(tail.events()).extracting(OutputLogEvent::message).containsExactly("4", "5");
    assertThat(page(tail.nextBackwardToken()).events())
        .extracting(OutputLogEvent::message)
        .containsExactly("2", "3");
  }

  private GetLogEventsResponse page(String token) {
    return logs.getLogEvents(
        r ->
            r.logGroupName(GROUP)
                .logStreamName(STREAM)
                .startFromHead(true)
                .limit(2)
                .nextToken(token));
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR, ERROR order 7 failed",
    "'order 7', ERROR order 7 failed",
    "'\"order 8\"', INFO order 8 stored",
    "'order -ERROR', INFO order 8 stored",
    "'?stored ?nothing', INFO order 8 stored",
    "'%[0-7] f%', ERROR order 7 failed"
  })
  void filtersFindTheirEvent(String pattern, String expected) {
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("other"));
    put(STREAM, "ERROR order 7 failed");
    put("other", "INFO order 8 stored");
    assertThat(
            logs.filterLogEventsPaginator(
                    r -> r.logGroupName(GROUP).filterPattern(pattern).limit(1))
                .events())
        .extracting(FilteredLogEvent::message)
        .containsExactly(expected);
  }

  @Test
  void patternsThatAreNotKnownAreRefused() {
    assertThatThrownBy(
            () -> logs.filterLogEvents(r -> r.logGroupName(GROUP).filterPattern("{ $.a = 1 }")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void groupsAndStreamsAreDescribed() {
    put(STREAM, "x");
    logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(7));
    LogGroup group =
        logs.describeLogGroups(r -> r.logGroupNamePrefix("/aws/lambda/")).logGroups().get(0);
    assertThat(group.arn())
        .isEqualTo("arn:aws:logs:eu-west-1:123456789012:log-group:" + GROUP + ":*");
    assertThat(group.retentionInDays()).isEqualTo(7);
    LogStream stream =
        logs.describeLogStreams(
                r -> r.logGroupName(GROUP).orderBy("LastEventTime").descending(true))
            .logStreams()
            .get(0);
    assertThat(stream.logStreamName()).isEqualTo(STREAM);
    assertThat(stream.lastEventTimestamp()).isEqualTo(clock.millis() - 1000);
  }

  @Test
  void retentionHidesOldEvents() {
    put(STREAM, "old");
    logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(1));
    clock.advance(Duration.ofDays(2));
    put(STREAM, "new");
    assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP)).events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("new");
    assertThatThrownBy(() -> logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(8)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void whatIsMissingOrThereTwiceIsSaid() {
    assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName(GROUP)))
        .isInstanceOf(ResourceAlreadyExistsException.class);
    assertThatThrownBy(() -> logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("none")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log stream does not exist.");
    logs.deleteLogGroup(r -> r.logGroupName(GROUP));
    assertThatThrownBy(() -> logs.filterLogEvents(r -> r.logGroupName(GROUP)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log group does not exist.");
  }

  @Test
  void aLineThatWasCutShortIsDropped() throws IOException {
    put(STREAM, "kept");
    stop();
    try (Stream<Path> files = Files.walk(state.resolve("logs"))) {
      Path events = files.filter(f -> f.endsWith("events.jsonl")).findFirst().orElseThrow();
      Files.writeString(events, "{\"timestamp\":1,\"mess", StandardOpenOption.APPEND);
    }
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(clock));
    logs = TestClients.configure(CloudWatchLogsClient.builder(), aws).build();
    put(STREAM, "next");
    assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP)).events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("kept", "next");
  }
}

package dev.stacktape.operate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.aws.Polling;
import dev.stacktape.aws.VirtualTime;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.EventListener;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogReadingTest {
  private static final LogSource ORDERS = new LogSource("orders", FakeLogs.GROUP);

  private final VirtualTime time = new VirtualTime();
  private final CancellationToken cancellation = new CancellationToken();
  private final FakeLogs logs = new FakeLogs();

  @Test
  void linesThatBecomeVisibleLateAreFollowedAllTheSameAndNoneTwice() {
    List<String> followed = new ArrayList<>();
    long start = time.instant().toEpochMilli();
    logs.write(start - 5_000, "known");
    Polling polling =
        new Polling(
            time,
            pause -> {
              time.sleep(pause);
              long now = time.instant().toEpochMilli();
              switch (time.pauses().size()) {
                case 1 -> logs.write(now, "in time");
                case 3 -> logs.write(now - 6_000, "late");
                case 6 -> cancellation.cancel();
                default -> {}
              }
            },
            cancellation);
    LogReading reading = new LogReading(logs, polling, EventListener.none());
    LogPage page = reading.read(List.of(ORDERS), time.instant().minusSeconds(60), null, 100);
    assertThat(page.lines()).extracting(LogLine::message).containsExactly("known");

    reading.follow(page, null, line -> followed.add(line.message()));
    assertThat(followed).containsExactly("in time", "late");
  }

  @Test
  void whatTheLimitLeftOutIsNotFollowedLater() {
    List<String> followed = new ArrayList<>();
    long now = time.instant().toEpochMilli();
    logs.write(now - 3_000, "one");
    logs.write(now - 2_000, "two");
    logs.write(now - 1_000, "three");
    Polling polling =
        new Polling(
            time,
            pause -> {
              time.sleep(pause);
              if (time.elapsed().compareTo(Duration.ofSeconds(3)) > 0) {
                cancellation.cancel();
              }
            },
            cancellation);
    LogReading reading = new LogReading(logs, polling, EventListener.none());
    LogPage page = reading.read(List.of(ORDERS), time.instant().minusSeconds(60), null, 1);
    assertThat(page.lines()).extracting(LogLine::message).containsExactly("three");
    assertThat(page.more()).isTrue();
    reading.follow(page, null, line -> followed.add(line.message()));
    assertThat(followed).isEmpty();
  }

  @Test
  void furtherLinesOfAMessageStandBelowIt() {
    LogText text =
        LogText.of(List.of(ORDERS, new LogSource("api/access-logs", "x")), ZoneOffset.UTC);
    LogLine line = new LogLine("orders", "s", time.instant(), "one\ntwo", "1");
    assertThat(text.plain(line))
        .isEqualTo("2026-11-23 12:00:00.000  orders           one\n" + " ".repeat(42) + "two");
    assertThat(LogText.json(line)).startsWith("{\"time\":\"2026-11-23T12:00:00Z\"");
  }
}

package dev.stacktape.operate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

class GroupTailTest {
  private static final Instant FROM = Instant.ofEpochMilli(1_000_000);
  private static final Instant TO = FROM.plusSeconds(3600);

  @Property(tries = 200)
  void theNewestAreFoundHoweverTheyLie(
      @ForAll @Size(max = 120) List<@LongRange(max = 3_600_000) Long> times,
      @ForAll @IntRange(min = 1, max = 50) int limit) {
    FakeLogs logs = new FakeLogs();
    times.forEach(time -> logs.write(FROM.toEpochMilli() + time, "line"));
    GroupTail.Tail tail = new GroupTail(logs, FakeLogs.GROUP, null).newest(FROM, TO, limit);
    List<Long> sorted = times.stream().sorted().toList();
    assertThat(tail.events())
        .extracting(event -> event.timestamp() - FROM.toEpochMilli())
        .isEqualTo(sorted.subList(Math.max(0, sorted.size() - limit), sorted.size()));
    if (times.size() > limit) {
      assertThat(tail.more()).isTrue();
    }
  }

  @Test
  void aBusyGroupIsReadFromItsEnd() {
    FakeLogs logs = new FakeLogs();
    LongStream.range(0, 3600).forEach(i -> logs.write(FROM.toEpochMilli() + i * 1000, "line " + i));
    GroupTail.Tail tail = new GroupTail(logs, FakeLogs.GROUP, null).newest(FROM, TO, 5);
    assertThat(tail.events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("line 3595", "line 3596", "line 3597", "line 3598", "line 3599");
    assertThat(tail.more()).isTrue();
    assertThat(logs.calls).hasSizeLessThan(15);
  }

  @Test
  void aGroupThatWasNeverWrittenIsEmpty() {
    GroupTail.Tail tail = new GroupTail(new FakeLogs(), "/other", null).newest(FROM, TO, 5);
    assertThat(tail.events()).isEmpty();
    assertThat(tail.more()).isFalse();
  }
}

package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final String CLEAR = "\r\u001b[2K";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;
  private final StatusLine line =
      StatusLine.live(new PrintStream(screen, true, StandardCharsets.UTF_8), new MovingClock());

  @Test
  void saysWhatIsInProgressAndForgetsWhatIsDone() {
    line.update(change("Queue", "CREATE_IN_PROGRESS"));
    assertThat(shown()).isEqualTo(CLEAR + "  in progress: Queue");

    line.update(change("Table", "CREATE_IN_PROGRESS"));
    assertThat(shown()).isEqualTo(CLEAR + "  in progress: Queue, Table");

    line.update(change("Queue", "CREATE_COMPLETE"));
    assertThat(shown()).isEqualTo(CLEAR + "  in progress: Table");
  }

  @Test
  void namesThreeAndCountsTheRest() {
    for (String name : new String[] {"A", "B", "C", "D", "E"}) {
      screen.reset();
      line.update(change(name, "UPDATE_IN_PROGRESS"));
    }

    assertThat(shown()).isEqualTo(CLEAR + "  in progress: A, B, C and 2 more");
  }

  @Test
  void saysForHowLongAndHowLongItTookBefore() {
    line.update(new Event.TimesExpected(null, Map.of("Queue", Duration.ofSeconds(40))));
    line.update(change("Queue", "CREATE_IN_PROGRESS"));
    line.update(change("Table", "CREATE_IN_PROGRESS"));
    screen.reset();

    now = now.plusSeconds(12);
    line.draw();
    assertThat(shown()).isEqualTo(CLEAR + "  in progress: Queue 12s of about 40s, Table 12s");

    now = now.plusSeconds(60);
    line.update(change("Queue", "CREATE_IN_PROGRESS"));
    assertThat(shown()).isEqualTo(CLEAR + "  in progress: Queue 1m 12s of about 40s, Table 1m 12s");
  }

  @Test
  void goesAwayForALineThatStays() {
    line.update(change("Queue", "CREATE_IN_PROGRESS"));
    screen.reset();

    line.clear();

    assertThat(shown()).isEqualTo(CLEAR);
  }

  @Test
  void isEmptyAfterThePhase() {
    line.update(change("Queue", "CREATE_IN_PROGRESS"));
    line.clear();
    screen.reset();

    line.update(new Event.PhaseFinished(Event.Phase.DEPLOY, Duration.ofSeconds(1)));
    line.clear();

    assertThat(shown()).isEmpty();
  }

  @Test
  void writesNothingWhereThereIsNoTerminal() {
    StatusLine none = StatusLine.none();

    none.update(change("Queue", "CREATE_IN_PROGRESS"));
    none.clear();

    assertThat(shown()).isEmpty();
  }

  private String shown() {
    String text = screen.toString(StandardCharsets.UTF_8);
    screen.reset();
    return text;
  }

  private static Event change(String logicalId, String status) {
    return new Event.ResourceChanged(
        logicalId, "AWS::SQS::Queue", status, null, null, Instant.EPOCH);
  }

  private final class MovingClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

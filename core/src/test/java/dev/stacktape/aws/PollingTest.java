package dev.stacktape.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {
  private final VirtualTime time = new VirtualTime();
  private final CancellationToken cancellation = new CancellationToken();
  private final Polling polling = new Polling(time, time, cancellation);

  @Test
  void pausesGrowUpToTheLongest() {
    AtomicInteger asked = new AtomicInteger();
    Optional<String> answer =
        polling.until(
            Duration.ofMinutes(1),
            new Polling.Pauses(Duration.ofMillis(100), Duration.ofMillis(300)),
            () -> asked.incrementAndGet() == 6 ? Optional.of("done") : Optional.empty());
    assertThat(answer).contains("done");
    assertThat(time.pauses())
        .extracting(Duration::toMillis)
        .containsExactly(100L, 150L, 225L, 300L, 300L);
  }

  @Test
  void everyWaitHasAnEnd() {
    Optional<String> answer =
        polling.until(Duration.ofSeconds(10), Polling.Pauses.LIVE, Optional::empty);
    assertThat(answer).isEmpty();
    assertThat(time.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
  }

  @Test
  void cancellingEndsTheWait() {
    assertThatThrownBy(
            () ->
                polling.until(
                    Duration.ofHours(1),
                    Polling.Pauses.LIVE,
                    () -> {
                      cancellation.cancel();
                      return Optional.empty();
                    }))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            stopped -> assertThat(stopped.problems().get(0).code()).isEqualTo("CANCELLED"));
  }
}

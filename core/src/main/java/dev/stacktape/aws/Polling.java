package dev.stacktape.aws;

import dev.stacktape.event.CancellationToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waiting for something that AWS does in its own time. Every wait has an end, can be cancelled, and
 * asks often at first and seldom later, so that quick things are seen quickly and slow ones do not
 * use up the account's request rate.
 */
public final class Polling {
  private final Clock clock;
  private final Sleeper sleeper;
  private final CancellationToken cancellation;

  /** Waits by this clock and sleeper until cancelled. */
  public Polling(Clock clock, Sleeper sleeper, CancellationToken cancellation) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.cancellation = cancellation;
  }

  /** Really waits, by the system's clock. */
  public static Polling system(CancellationToken cancellation) {
    return new Polling(Clock.systemUTC(), Sleeper.system(), cancellation);
  }

  /**
   * How long to pause between two questions.
   *
   * @param first the first pause
   * @param most no pause is longer
   */
  public record Pauses(Duration first, Duration most) {
    /** For what is watched live: from 0.3 to 3 seconds. */
    public static final Pauses LIVE = new Pauses(Duration.ofMillis(300), Duration.ofSeconds(3));

    /** For what is usually done at once: from 0.1 to 2 seconds. */
    public static final Pauses QUICK = new Pauses(Duration.ofMillis(100), Duration.ofSeconds(2));

    /** For what takes a second or two, and is waited for: from 0.15 to 0.4 seconds. */
    public static final Pauses CLOSE = new Pauses(Duration.ofMillis(150), Duration.ofMillis(400));

    /** The pause that follows a pause: half as long again. */
    public Duration after(Duration pause) {
      Duration longer = pause.plus(pause.dividedBy(2));
      return longer.compareTo(most) > 0 ? most : longer;
    }
  }

  /**
   * Asks until there is an answer.
   *
   * @param limit how long at most
   * @param question answers empty while there is nothing yet
   * @return the answer, or empty when the limit passed without one
   * @throws dev.stacktape.problem.StacktapeException {@code CANCELLED}
   */
  public <T> Optional<T> until(Duration limit, Pauses pauses, Supplier<Optional<T>> question) {
    Instant end = clock.instant().plus(limit);
    Duration pause = pauses.first();
    while (true) {
      cancellation.throwIfCancelled();
      Optional<T> answer = question.get();
      if (answer.isPresent() || !clock.instant().isBefore(end)) {
        return answer;
      }
      sleeper.sleep(pause);
      pause = pauses.after(pause);
    }
  }

  /** Pauses once, unless cancelled. */
  public void pause(Duration time) {
    cancellation.throwIfCancelled();
    sleeper.sleep(time);
    cancellation.throwIfCancelled();
  }

  /**
   * Pauses once; for work whose ordinary end is that somebody asks to stop.
   *
   * @return whether to go on
   */
  public boolean pauseUnlessCancelled(Duration time) {
    if (!cancellation.isCancelled()) {
      sleeper.sleep(time);
    }
    return !cancellation.isCancelled();
  }

  /** Pauses once, also for somebody who has asked to stop. */
  public void sleep(Duration time) {
    sleeper.sleep(time);
  }

  /** Whether somebody asked to stop, at once or after what is waited for was taken back. */
  public boolean isCancelled() {
    return cancellation.isCancelled();
  }

  /** Whether what is waited for is to be taken back. */
  public boolean isToBeTakenBack() {
    return cancellation.isToBeTakenBack();
  }

  /** Now. */
  public Instant now() {
    return clock.instant();
  }

  /** Goes on only when nobody asked to stop. */
  public void throwIfCancelled() {
    cancellation.throwIfCancelled();
  }
}

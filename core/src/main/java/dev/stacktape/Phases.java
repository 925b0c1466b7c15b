package dev.stacktape;

import dev.stacktape.event.Event;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.event.EventListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Says when a phase begins and, when it came to a good end, how long it took. */
record Phases(Clock clock, EventListener events) {

  <T> T run(Phase phase, Supplier<T> work) {
    Instant start = clock.instant();
    events.on(new Event.PhaseStarted(phase));
    T result = work.get();
    events.on(new Event.PhaseFinished(phase, Duration.between(start, clock.instant())));
    return result;
  }
}

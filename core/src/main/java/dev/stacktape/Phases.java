package dev.stacktape;

import dev.stacktape.event.Event;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.event.EventListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The phases of one operation: says when one begins and, when it came to a good end, how long it
 * took.
 */
final class Phases {
  private final Clock clock;
  private final EventListener events;
  private final Map<String, Duration> timings = new LinkedHashMap<>();

  Phases(Clock clock, EventListener events) {
    this.clock = clock;
    this.events = events;
  }

  /** Goes on counting where an earlier operation ended. */
  Phases(Clock clock, EventListener events, Map<String, Duration> before) {
    this(clock, events);
    timings.putAll(before);
  }

  <T> T run(Phase phase, Supplier<T> work) {
    Instant start = clock.instant();
    events.on(new Event.PhaseStarted(phase));
    T result = work.get();
    Duration took = Duration.between(start, clock.instant());
    timings.put(phase.name(), took);
    events.on(new Event.PhaseFinished(phase, took));
    return result;
  }

  /** Says something that belongs to no phase. */
  void note(String message) {
    events.on(new Event.Noted(message));
  }

  /** How long each phase took, by its name, in the order of the phases. */
  Map<String, Duration> timings() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(timings));
  }
}

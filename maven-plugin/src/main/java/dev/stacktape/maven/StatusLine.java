package dev.stacktape.maven;

import dev.stacktape.event.Event;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line at the bottom of a terminal that says what is going on right now, for how long, and how
 * long that took before.
 */
final class StatusLine {
  private static final String CLEAR = "\r\u001b[2K";
  private static final int MAX_NAMES = 3;

  private final @Nullable PrintStream terminal;
  private final Clock clock;
  private final Map<String, Instant> inProgress = new LinkedHashMap<>();
  private Map<String, Duration> expected = Map.of();

  private StatusLine(@Nullable PrintStream terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  static StatusLine live(PrintStream terminal, Clock clock) {
    return new StatusLine(terminal, clock);
  }

  static StatusLine none() {
    return new StatusLine(null, Clock.systemUTC());
  }

  boolean isLive() {
    return terminal != null;
  }

  /** Takes the line away, so that a lasting line can be printed in its place. */
  void clear() {
    if (terminal != null && !inProgress.isEmpty()) {
      terminal.print(CLEAR);
      terminal.flush();
    }
  }

  /** Takes an event in and draws the line anew. */
  void update(Event event) {
    if (terminal == null) {
      return;
    }
    if (event instanceof Event.TimesExpected times) {
      expected = times.resources();
    } else if (event instanceof Event.ResourceChanged change) {
      if (change.status().endsWith("_IN_PROGRESS")) {
        inProgress.putIfAbsent(change.logicalId(), clock.instant());
      } else {
        inProgress.remove(change.logicalId());
      }
    } else if (event instanceof Event.PhaseFinished) {
      inProgress.clear();
      expected = Map.of();
    }
    draw();
  }

  /** Draws the line anew, because time has passed. */
  void draw() {
    if (terminal != null && !inProgress.isEmpty()) {
      terminal.print(CLEAR + "  in progress: " + names());
      terminal.flush();
    }
  }

  private String names() {
    String first =
        inProgress.entrySet().stream()
            .limit(MAX_NAMES)
            .map(resource -> resource.getKey() + since(resource.getKey(), resource.getValue()))
            .collect(Collectors.joining(", "));
    int more = inProgress.size() - MAX_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private String since(String logicalId, Instant begun) {
    Duration elapsed = Duration.between(begun, clock.instant());
    Duration before = expected.get(logicalId);
    String usual = before == null || before.toSeconds() < 1 ? "" : " of about " + brief(before);
    return elapsed.toSeconds() < 1 ? "" : " " + brief(elapsed) + usual;
  }

  private static String brief(Duration time) {
    return time.toMinutes() < 1
        ? time.toSeconds() + "s"
        : time.toMinutes() + "m " + time.toSecondsPart() + "s";
  }
}

package dev.stacktape.maven;

import dev.stacktape.event.Event;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line at the bottom of a terminal that says what is going on right now. */
final class StatusLine {
  private static final String CLEAR = "\r\u001b[2K";
  private static final int MAX_NAMES = 3;

  private final @Nullable PrintStream terminal;
  private final Set<String> inProgress = new LinkedHashSet<>();

  private StatusLine(@Nullable PrintStream terminal) {
    this.terminal = terminal;
  }

  static StatusLine live(PrintStream terminal) {
    return new StatusLine(terminal);
  }

  static StatusLine none() {
    return new StatusLine(null);
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
    if (event instanceof Event.ResourceChanged change) {
      if (change.status().endsWith("_IN_PROGRESS")) {
        inProgress.add(change.logicalId());
      } else {
        inProgress.remove(change.logicalId());
      }
    } else if (event instanceof Event.PhaseFinished) {
      inProgress.clear();
    }
    if (!inProgress.isEmpty()) {
      terminal.print(CLEAR + "  in progress: " + names());
      terminal.flush();
    }
  }

  private String names() {
    String first = String.join(", ", inProgress.stream().limit(MAX_NAMES).toList());
    int more = inProgress.size() - MAX_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}

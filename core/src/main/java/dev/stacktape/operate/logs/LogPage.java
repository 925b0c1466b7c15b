package dev.stacktape.operate.logs;

import java.time.Instant;
import java.util.List;

/**
 * What was found in logs.
 *
 * @param sources where it was looked
 * @param from since when
 * @param to until when
 * @param lines by time, the oldest first
 * @param more whether there are older lines that the limit left out
 */
public record LogPage(
    List<LogSource> sources, Instant from, Instant to, List<LogLine> lines, boolean more) {
  public LogPage {
    sources = List.copyOf(sources);
    lines = List.copyOf(lines);
  }
}

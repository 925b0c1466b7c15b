package dev.stacktape.operate.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One log that is followed. Events become visible some seconds after they were written and not in
 * their order, so the last seconds are read again each time, and what was seen is remembered for
 * that long.
 */
final class Follower {
  /** How much later than a newer one an event may become visible. */
  private static final Duration LATE = Duration.ofSeconds(10);

  /** A log that writes more in that time may repeat lines rather than fill the memory. */
  private static final int REMEMBERED = 100_000;

  private final LogSource source;
  private final GroupTail group;
  private final Map<String, Instant> seen = new LinkedHashMap<>();
  private final Instant earliest;
  private Instant reached;

  /**
   * Follows a log from the end of a page on.
   *
   * @param page what was passed on already; what it left out stays left out
   */
  Follower(LogSource source, GroupTail group, LogPage page) {
    this.source = source;
    this.group = group;
    this.reached = page.to();
    this.earliest =
        page.more() && !page.lines().isEmpty() ? page.lines().get(0).time() : page.from();
    page.lines().stream()
        .filter(line -> line.source().equals(source.name()))
        .filter(line -> !line.time().isBefore(reached.minus(LATE)))
        .forEach(this::isNew);
  }

  /** What has become visible since the last time. */
  List<LogLine> next(Instant now) {
    List<LogLine> fresh = new ArrayList<>();
    group.all(
        reached.minus(LATE),
        now,
        event -> {
          LogLine line = LogReading.line(source, event);
          if (!line.time().isBefore(earliest) && isNew(line)) {
            fresh.add(line);
          }
        });
    reached = now;
    seen.values().removeIf(time -> time.isBefore(reached.minus(LATE)));
    return fresh;
  }

  private boolean isNew(LogLine line) {
    if (seen.putIfAbsent(line.id(), line.time()) != null) {
      return false;
    }
    if (seen.size() > REMEMBERED) {
      var oldest = seen.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }
}

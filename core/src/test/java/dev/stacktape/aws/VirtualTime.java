package dev.stacktape.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when somebody sleeps. */
public final class VirtualTime extends Clock implements Sleeper {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;

  @Override
  public synchronized void sleep(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  public synchronized Duration elapsed() {
    return Duration.between(START, now);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}

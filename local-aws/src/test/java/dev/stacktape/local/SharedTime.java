package dev.stacktape.local;

import dev.stacktape.aws.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * One time for an engine and the endpoint that it talks to: it goes on when the engine waits, and
 * the endpoint gets a moment to do what it does meanwhile.
 */
public final class SharedTime extends Clock implements Sleeper {
  private static final Duration MOMENT = Duration.ofMillis(2);

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  public void sleep(Duration time) {
    synchronized (this) {
      now = now.plus(time);
    }
    Sleeper.system().sleep(MOMENT);
  }

  @Override
  public synchronized Instant instant() {
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

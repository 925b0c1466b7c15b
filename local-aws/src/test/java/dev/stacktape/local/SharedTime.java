package dev.stacktape.local;

import dev.stacktape.aws.Sleeper;
import java.time.Duration;

/**
 * One time for an engine and the endpoint that it talks to: it goes on when the engine waits, and
 * the endpoint gets a moment to do what it does meanwhile.
 */
public final class SharedTime extends TestClock implements Sleeper {
  private static final Duration MOMENT = Duration.ofMillis(2);

  @Override
  public void sleep(Duration time) {
    advance(time);
    Sleeper.system().sleep(MOMENT);
  }
}

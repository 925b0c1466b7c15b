package dev.stacktape.plan;

import dev.stacktape.event.Amounts;
import java.time.Duration;

/**
 * Who holds a stack's lock, for a person who decides whether to break it.
 *
 * @param id of the lock: another one of the same holder has another
 * @param who {@code user@host}
 * @param process its id on that machine
 * @param operation a verb, such as {@code deploy}
 * @param since ISO 8601, by the holder's clock
 * @param silent how long ago it was last renewed, which a holder that lives does every 15 seconds
 * @param abandoned whether the next run takes it over by itself
 */
public record LockHolder(
    String id,
    String who,
    long process,
    String operation,
    String since,
    Duration silent,
    boolean abandoned) {

  /** Two sentences for the one who is asked. */
  public String text() {
    String state =
        abandoned
            ? "It is not renewed any more; the next run takes it over by itself."
            : "It was renewed %d seconds ago.".formatted(Math.max(0, silent.toSeconds()));
    return "%s (process %d) runs `%s` on this stack since %s. %s"
        .formatted(who, process, operation, Amounts.moment(since), state);
  }
}

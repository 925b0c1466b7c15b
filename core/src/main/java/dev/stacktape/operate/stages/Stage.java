package dev.stacktape.operate.stages;

import dev.stacktape.name.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a project that is deployed.
 *
 * @param status of its stack
 * @param lastActivity when somebody last deployed to it, hot-swaps included
 * @param timeToLive how long it lives after that, null for ever
 * @param isProtected whether it is never deleted because its time is over: it is a protected stage,
 *     or its stack is protected against deletion, or what is protected cannot be known
 * @param now the time that it is looked at
 */
public record Stage(
    Target target,
    String status,
    Instant lastActivity,
    @Nullable Duration timeToLive,
    boolean isProtected,
    Instant now) {

  /** When its time is over, null for never. */
  public @Nullable Instant expires() {
    return timeToLive == null ? null : lastActivity.plus(timeToLive);
  }

  /** Whether its time is over. */
  public boolean isExpired() {
    Instant expires = expires();
    return expires != null && !expires.isAfter(now);
  }

  /** Whether it is to be deleted: its time is over, nothing protects it and nobody is at work. */
  public boolean isDue() {
    return isExpired() && !isProtected && !status.endsWith("_IN_PROGRESS");
  }

  /** The same as a protected one, or not. */
  public Stage protect(boolean protectedToo) {
    return new Stage(target, status, lastActivity, timeToLive, isProtected || protectedToo, now);
  }
}

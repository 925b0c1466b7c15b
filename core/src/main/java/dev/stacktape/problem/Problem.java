package dev.stacktape.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something a user can mend.
 *
 * @param code a stable word such as {@code CONFIG_UNKNOWN_PROPERTY}; the contract for scripts. The
 *     message is not
 * @param message what was found and what was expected, one sentence or two
 * @param location where, when the problem has a place
 * @param hint what to do about it
 */
public record Problem(
    String code,
    Severity severity,
    String message,
    @Nullable Location location,
    @Nullable String hint) {

  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(message, "message");
  }

  /** An error without a place or a hint; add them with {@link #at} and {@link #hint(String)}. */
  public static Problem error(String code, String message) {
    return new Problem(code, Severity.ERROR, message, null, null);
  }

  /** A warning without a place or a hint; add them with {@link #at} and {@link #hint(String)}. */
  public static Problem warning(String code, String message) {
    return new Problem(code, Severity.WARNING, message, null, null);
  }

  /** The same problem at a place. */
  public Problem at(@Nullable Location place) {
    return new Problem(code, severity, message, place, hint);
  }

  /** The same problem with what to do about it. */
  public Problem hint(@Nullable String advice) {
    return new Problem(code, severity, message, location, advice);
  }

  /** The same problem, more or less severe. */
  public Problem as(Severity other) {
    return new Problem(code, other, message, location, hint);
  }

  /** Whether the operation cannot go on. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }
}

package dev.stacktape.operate.diagnosis;

import dev.stacktape.problem.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a stack, or that somebody who looks for a fault should know.
 *
 * @param kind a stable word, the contract for programs; the sentences are not
 * @param urgency how much it matters
 * @param resourceName the resource of the config that it is about, null for the whole stack
 * @param location the place of that resource in the config, null where it is not known
 * @param what it is, one sentence or two
 * @param evidence what says so: AWS's words, lines of logs, figures
 * @param fix what to do about it, null where that is for the reader to see
 */
public record Finding(
    Kind kind,
    Urgency urgency,
    @Nullable String resourceName,
    @Nullable Location location,
    String what,
    List<String> evidence,
    @Nullable String fix) {

  public Finding {
    evidence = List.copyOf(evidence);
  }

  /** What a finding is about, causes before their effects. */
  public enum Kind {
    NOT_DEPLOYED,
    STACK_STUCK,
    OPERATION_FAILED,
    OPERATION_RUNNING,
    TASKS_STOP,
    TASKS_MISSING,
    FUNCTION_TIMES_OUT,
    MEMORY_RUNS_OUT,
    PERMISSION_MISSING,
    CODE_INCOMPLETE,
    NOT_REACHED,
    CONNECTIONS_USED_UP,
    CALLS_FAIL,
    CALLS_THROTTLED,
    MESSAGES_FAIL,
    MESSAGES_WAIT,
    RESOURCE_BUSY,
    ALARM_ON,
    ERRORS_LOGGED,
    CODE_SWAPPED,
    NOT_LOOKED_AT
  }

  /** How much a finding matters; the most urgent comes first. */
  public enum Urgency {
    /** Something does not work. */
    CRITICAL,
    /** Something does not work as it should. */
    WARNING,
    /** Nothing is wrong with that alone. */
    NOTE
  }

  /** The same at a place of the config. */
  Finding at(@Nullable Location place) {
    return new Finding(kind, urgency, resourceName, place, what, evidence, fix);
  }
}

package dev.stacktape.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint has been told to do wrong. Each fault is used up by the calls that it hits.
 * Thread-safe.
 */
public final class Faults {

  /** How a call fails. */
  public enum Kind {
    /** The call is answered with a throttling error of its service. */
    THROTTLE,
    /** The call is answered with an internal error, before anything was done. */
    SERVER_ERROR,
    /** The connection is closed without an answer, before anything was done. */
    CUT_BEFORE,
    /** The call is carried out, then the connection is closed without an answer. */
    CUT_AFTER,
    /** The JVM is halted before the call is carried out, as {@code kill -9} would. */
    CRASH_BEFORE,
    /** The JVM is halted after the call was carried out, before it is answered. */
    CRASH_AFTER
  }

  /** Counts what a fault lets pass and how often it strikes then. */
  private static final class Countdown {
    private int after;
    private int left;

    Countdown(int after, int times) {
      this.after = after;
      this.left = times;
    }

    boolean strikes() {
      if (after > 0) {
        after--;
        return false;
      }
      return left > 0 && left-- > 0;
    }
  }

  private record CallFault(String service, String operation, Kind kind, Countdown countdown) {
    boolean matches(String calledService, String calledOperation) {
      return service.equals(calledService)
          && (operation.equals("*") || operation.equals(calledOperation));
    }
  }

  private record ResourceFault(String logicalId, String reason, Countdown countdown) {}

  private final List<CallFault> calls = new ArrayList<>();
  private final List<ResourceFault> resources = new ArrayList<>();

  /**
   * The next calls of an operation fail.
   *
   * @param service signing name, such as {@code s3}
   * @param operation AWS's name of the operation, such as {@code PutObject}; {@code *} for any
   * @param times how many calls
   */
  public Faults failCalls(String service, String operation, Kind kind, int times) {
    return failCalls(service, operation, kind, 0, times);
  }

  /**
   * Calls of an operation fail after some have passed.
   *
   * @param after how many calls pass before the first one fails
   * @param times how many calls fail then
   */
  public synchronized Faults failCalls(
      String service, String operation, Kind kind, int after, int times) {
    calls.add(new CallFault(service, operation, kind, new Countdown(after, times)));
    return this;
  }

  /**
   * The next creations or updates of a CloudFormation resource fail.
   *
   * @param reason what the event says
   */
  public synchronized Faults failResource(String logicalId, String reason, int times) {
    resources.add(new ResourceFault(logicalId, reason, new Countdown(0, times)));
    return this;
  }

  /** Takes the fault for a call, or null when it shall succeed. */
  public synchronized @Nullable Kind take(String service, String operation) {
    for (CallFault fault : calls) {
      if (fault.matches(service, operation) && fault.countdown().strikes()) {
        return fault.kind();
      }
    }
    return null;
  }

  /** Takes the reason why a resource fails, or null when it shall succeed. */
  public synchronized @Nullable String takeResource(String logicalId) {
    for (ResourceFault fault : resources) {
      if (fault.logicalId().equals(logicalId) && fault.countdown().strikes()) {
        return fault.reason();
      }
    }
    return null;
  }

  /** Forgets every fault. */
  public synchronized void clear() {
    calls.clear();
    resources.clear();
  }
}

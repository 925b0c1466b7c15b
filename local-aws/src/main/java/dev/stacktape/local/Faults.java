package dev.stacktape.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  private record CallFault(String service, String operation, Kind kind, AtomicInteger left) {}

  private record ResourceFault(String logicalId, String reason, AtomicInteger left) {}

  private final List<CallFault> calls = new ArrayList<>();
  private final List<ResourceFault> resources = new ArrayList<>();

  /**
   * The next calls of an operation fail.
   *
   * @param service signing name, such as {@code s3}
   * @param operation AWS's name of the operation, such as {@code PutObject}; {@code *} for any
   * @param times how many calls
   */
  public synchronized Faults failCalls(String service, String operation, Kind kind, int times) {
    calls.add(new CallFault(service, operation, kind, new AtomicInteger(times)));
    return this;
  }

  /**
   * The next creations or updates of a CloudFormation resource fail.
   *
   * @param reason what the event says
   */
  public synchronized Faults failResource(String logicalId, String reason, int times) {
    resources.add(new ResourceFault(logicalId, reason, new AtomicInteger(times)));
    return this;
  }

  /** Takes the fault for a call, or null when it shall succeed. */
  public synchronized @Nullable Kind take(String service, String operation) {
    for (CallFault fault : calls) {
      boolean hit =
          fault.service().equals(service)
              && (fault.operation().equals("*") || fault.operation().equals(operation));
      if (hit && fault.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return fault.kind();
      }
    }
    return null;
  }

  /** Takes the reason why a resource fails, or null when it shall succeed. */
  public synchronized @Nullable String takeResource(String logicalId) {
    for (ResourceFault fault : resources) {
      if (fault.logicalId().equals(logicalId)
          && fault.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
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

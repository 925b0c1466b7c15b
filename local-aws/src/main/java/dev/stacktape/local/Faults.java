package dev.stacktape.local;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** The call is answered with an internal error (HTTP 500), before anything was done. */
    SERVER_ERROR,
    /** The call is answered with "service unavailable" (HTTP 503), before anything was done. */
    UNAVAILABLE,
    /** The call is refused because the credentials have expired. */
    EXPIRED_CREDENTIALS,
    /** The call is refused because the caller's clock is wrong. */
    CLOCK_SKEW,
    /** The call is refused because the caller has no permission for it. */
    ACCESS_DENIED,
    /** The connection is closed without an answer, before anything was done. */
    CUT_BEFORE,
    /** The call is carried out, then the connection is closed without an answer. */
    CUT_AFTER,
    /** The JVM is halted before the call is carried out, as {@code kill -9} would. */
    CRASH_BEFORE,
    /** The JVM is halted after the call was carried out, before it is answered. */
    CRASH_AFTER
  }

  /** What is done to a CloudFormation resource when it fails. */
  public enum Step {
    CREATE,
    UPDATE,
    /** It is put back to what it was, because the update of the stack failed. */
    REVERT,
    DELETE,
    /** It does not get ready; in express mode it is complete nevertheless. */
    SETTLE
  }

  /** A fault that strikes so often lasts until all faults are forgotten. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private static final Set<Step> MAKING = EnumSet.of(Step.CREATE, Step.UPDATE, Step.REVERT);

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
      return (service.equals("*") || service.equals(calledService))
          && (operation.equals("*") || operation.equals(calledOperation));
    }
  }

  private record ResourceFault(
      String logicalId, Set<Step> steps, String reason, Countdown countdown) {}

  private final List<CallFault> calls = new ArrayList<>();
  private final List<ResourceFault> resources = new ArrayList<>();
  private final Map<String, Set<Step>> held = new HashMap<>();

  /**
   * The next calls of an operation fail.
   *
   * @param service signing name, such as {@code s3}; {@code *} for any
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
   * The next creations or updates of a CloudFormation resource fail, those of a rollback too.
   *
   * @param reason what the event says
   */
  public Faults failResource(String logicalId, String reason, int times) {
    return failResource(logicalId, MAKING, reason, times);
  }

  /** One step of a CloudFormation resource fails the next times that it is taken. */
  public Faults failResource(String logicalId, Step step, String reason, int times) {
    return failResource(logicalId, EnumSet.of(step), reason, times);
  }

  private synchronized Faults failResource(
      String logicalId, Set<Step> steps, String reason, int times) {
    resources.add(new ResourceFault(logicalId, steps, reason, new Countdown(0, times)));
    return this;
  }

  /**
   * Keeps a CloudFormation resource in progress: none of its steps ends before {@link #release} or
   * {@link #clear}.
   */
  public synchronized Faults holdResource(String logicalId) {
    held.put(logicalId, EnumSet.allOf(Step.class));
    return this;
  }

  /** The same for one step; others end as usual. */
  public synchronized Faults holdResource(String logicalId, Step step) {
    held.computeIfAbsent(logicalId, id -> EnumSet.noneOf(Step.class)).add(step);
    return this;
  }

  /** Lets a resource that was held go on. */
  public synchronized void release(String logicalId) {
    held.remove(logicalId);
    notifyAll();
  }

  /**
   * Returns when a step of a resource is not held, at once when it never was.
   *
   * @throws InterruptedException when the endpoint is closed meanwhile
   */
  public synchronized void awaitRelease(String logicalId, Step step) throws InterruptedException {
    while (held.getOrDefault(logicalId, Set.of()).contains(step)) {
      wait();
    }
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

  /** Takes the reason why a step of a resource fails, or null when it shall succeed. */
  public synchronized @Nullable String takeResource(String logicalId, Step step) {
    for (ResourceFault fault : resources) {
      if (fault.logicalId().equals(logicalId)
          && fault.steps().contains(step)
          && fault.countdown().strikes()) {
        return fault.reason();
      }
    }
    return null;
  }

  /** Forgets every fault and lets go on what was held. */
  public synchronized void clear() {
    calls.clear();
    resources.clear();
    held.clear();
    notifyAll();
  }
}

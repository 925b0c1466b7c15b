package dev.stacktape.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Which calls have been made, as far as they are remembered: what can be told to fail, and what an
 * identity that deploys needs permissions for. Thread-safe.
 */
public final class CallLog {
  private static final int REMEMBERED = 10_000;

  private final Deque<Call> calls = new ArrayDeque<>();

  /**
   * A call, whatever came of it.
   *
   * @param service signing name, such as {@code s3}
   * @param operation AWS's name of the operation, such as {@code PutObject}
   */
  public record Call(String service, String operation) {
    @Override
    public String toString() {
      return service + ":" + operation;
    }
  }

  /** Remembers a call. */
  public synchronized void add(String service, String operation) {
    if (calls.size() == REMEMBERED) {
      calls.removeFirst();
    }
    calls.addLast(new Call(service, operation));
  }

  /** The calls in the order in which they arrived. */
  public synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  /** Forgets all calls. */
  public synchronized void clear() {
    calls.clear();
  }
}

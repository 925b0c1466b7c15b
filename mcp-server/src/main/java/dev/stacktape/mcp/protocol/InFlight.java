package dev.stacktape.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests that are being answered. The protocol's SDK takes no note of cancellations, and
 * drops answers at the end of input; this is what the guard of a transport needs to do better.
 *
 * <p>A request is known by its id as JSON, so that {@code 1} and {@code "1"} stay two.
 */
public final class InFlight {
  /** Where a request tells its handler what it is known by. */
  private static final String META = "dev.stacktape/request";

  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();

  /** Tells the handler of a request, a JSON-RPC message, what it is known by. */
  public static void mark(ObjectNode message, String request) {
    if (message.get("params") instanceof ObjectNode params) {
      ObjectNode meta =
          params.get("_meta") instanceof ObjectNode there ? there : params.putObject("_meta");
      meta.put(META, request);
    }
  }

  /** What the handler of a request was told; null when nobody told it. */
  static @Nullable String mark(@Nullable Map<String, Object> meta) {
    Object request = meta == null ? null : meta.get(META);
    return request == null ? null : request.toString();
  }

  /** Takes note of a request. */
  public void begin(String request) {
    open.add(request);
  }

  /** The request is answered. */
  public void end(String request) {
    cancelled.remove(request);
    synchronized (open) {
      open.remove(request);
      open.notifyAll();
    }
  }

  /** The client has given a request up; whoever works on the answer is interrupted. */
  public void cancel(String request) {
    if (open.contains(request)) {
      cancelled.add(request);
      // Within the map, so that the thread is interrupted before it is taken off, or not at all.
      threads.computeIfPresent(
          request,
          (id, thread) -> {
            thread.interrupt();
            return thread;
          });
    }
  }

  /** Whether the client has given a request up. */
  public boolean isCancelled(@Nullable String request) {
    return request != null && cancelled.contains(request);
  }

  /** Lets a cancellation reach the thread that answers. */
  void answeredBy(@Nullable String request, Thread thread) {
    if (request != null) {
      threads.put(request, thread);
      if (cancelled.contains(request)) {
        // Given up before anybody had begun.
        thread.interrupt();
      }
    }
  }

  void answered(@Nullable String request) {
    if (request != null) {
      threads.remove(request);
      // A cancellation that came late must not hit what the thread does next.
      var unused = Thread.interrupted();
    }
  }

  /** Waits until nothing is open, but not for longer than that. */
  void drain(long longestMillis) throws InterruptedException {
    long end = System.nanoTime() + longestMillis * 1_000_000;
    synchronized (open) {
      long left = (end - System.nanoTime()) / 1_000_000;
      while (!open.isEmpty() && left > 0) {
        open.wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    }
  }
}

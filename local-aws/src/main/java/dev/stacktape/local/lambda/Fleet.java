package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All processes of all functions. A process is started when an event finds none that is free, kept
 * warm for the next one, and ended when it was idle for long or its function has changed.
 */
final class Fleet implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Workplace workplace;
  private final int mostPerFunction;
  private final Map<String, Pool> pools = new HashMap<>();
  private final ScheduledExecutorService reaper;
  private boolean closed;

  /** The processes of one revision of one version. */
  private static final class Pool {
    final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    final Set<ExecutionEnvironment> busy = new HashSet<>();
    int starting;
    boolean retired;

    int size() {
      return idle.size() + busy.size() + starting;
    }
  }

  Fleet(Workplace workplace, int mostPerFunction) {
    this.workplace = workplace;
    this.mostPerFunction = mostPerFunction;
    this.reaper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lambda-reaper");
              thread.setDaemon(true);
              return thread;
            });
    var unused = reaper.scheduleWithFixedDelay(this::endIdle, 30, 30, TimeUnit.SECONDS);
  }

  /**
   * Takes a free process or starts one.
   *
   * @param reserved the function's reserved concurrency, or null
   * @throws AwsError {@code TooManyRequestsException} when none is free in time
   */
  ExecutionEnvironment acquire(FunctionVersion function, @Nullable Integer reserved) {
    Pool pool;
    synchronized (this) {
      pool = pools.computeIfAbsent(function.poolKey(), key -> new Pool());
      ExecutionEnvironment free = awaitRoom(pool, reserved);
      if (free != null) {
        return free;
      }
      pool.starting++;
    }
    ExecutionEnvironment started = null;
    try {
      started = workplace.start(function);
    } finally {
      admit(pool, started);
    }
    return started;
  }

  private synchronized void admit(Pool pool, @Nullable ExecutionEnvironment started) {
    pool.starting--;
    if (started != null) {
      pool.busy.add(started);
      pool.retired = pool.retired || closed;
    }
    notifyAll();
  }

  /** Gives a free process, or null when one may be started. */
  private synchronized @Nullable ExecutionEnvironment awaitRoom(
      Pool pool, @Nullable Integer reserved) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (closed) {
        throw new AwsError(500, "ServiceException", "The endpoint is being stopped");
      }
      if (reserved != null && pool.busy.size() + pool.starting >= reserved) {
        throw throttled();
      }
      ExecutionEnvironment free = takeIdle(pool);
      if (free != null) {
        return free;
      }
      if (pool.size() < mostPerFunction) {
        return null;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw throttled();
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw throttled();
      }
    }
  }

  private static AwsError throttled() {
    return new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
  }

  private static @Nullable ExecutionEnvironment takeIdle(Pool pool) {
    while (!pool.idle.isEmpty()) {
      ExecutionEnvironment free = pool.idle.pop();
      if (free.usable()) {
        pool.busy.add(free);
        return free;
      }
      free.close();
    }
    return null;
  }

  /** Gives a process back. */
  void release(ExecutionEnvironment environment) {
    boolean keep;
    synchronized (this) {
      Pool pool = pools.get(environment.function().poolKey());
      keep = pool != null && !pool.retired && environment.usable();
      if (pool != null) {
        pool.busy.remove(environment);
        if (keep) {
          environment.idleSince(System.nanoTime());
          environment.log().trim();
          pool.idle.push(environment);
        } else if (pool.retired && pool.size() == 0) {
          pools.remove(environment.function().poolKey());
        }
      }
      notifyAll();
    }
    if (!keep) {
      environment.close();
    }
  }

  /**
   * A function has changed or is gone: its processes take no more events.
   *
   * @param prefix of the pool keys to end
   * @param keep the key that is up to date, or null
   */
  void retire(String prefix, @Nullable String keep) {
    List<ExecutionEnvironment> old = new ArrayList<>();
    synchronized (this) {
      for (Iterator<Map.Entry<String, Pool>> all = pools.entrySet().iterator(); all.hasNext(); ) {
        Map.Entry<String, Pool> entry = all.next();
        if (entry.getKey().startsWith(prefix) && !entry.getKey().equals(keep)) {
          Pool pool = entry.getValue();
          pool.retired = true;
          old.addAll(pool.idle);
          pool.idle.clear();
          if (pool.size() == 0) {
            all.remove();
          }
        }
      }
    }
    old.forEach(ExecutionEnvironment::close);
  }

  private void endIdle() {
    List<ExecutionEnvironment> old = new ArrayList<>();
    synchronized (this) {
      long limit = System.nanoTime() - IDLE.toNanos();
      for (Pool pool : pools.values()) {
        for (ExecutionEnvironment environment : List.copyOf(pool.idle)) {
          if (environment.idleSince() - limit < 0) {
            pool.idle.remove(environment);
            old.add(environment);
          }
        }
      }
    }
    old.forEach(ExecutionEnvironment::close);
  }

  @Override
  public void close() {
    List<ExecutionEnvironment> all = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (Pool pool : pools.values()) {
        pool.retired = true;
        all.addAll(pool.idle);
        all.addAll(pool.busy);
        pool.idle.clear();
      }
      notifyAll();
    }
    reaper.shutdownNow();
    all.forEach(ExecutionEnvironment::close);
  }
}

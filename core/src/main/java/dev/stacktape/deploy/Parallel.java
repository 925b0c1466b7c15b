package dev.stacktape.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the same work for several inputs at the same time. Everything that was begun comes to its
 * end before a failure is thrown, so that nothing goes on behind the caller's back.
 */
public final class Parallel {
  private Parallel() {}

  /**
   * The results in the order of the inputs.
   *
   * @param threads how many at the same time at most
   * @throws RuntimeException the first failure in the order of the inputs, the others suppressed in
   *     it
   */
  public static <A, R> List<R> map(int threads, Collection<A> inputs, Function<A, R> work) {
    if (inputs.size() <= 1) {
      return inputs.stream().map(work).toList();
    }
    ExecutorService pool = pool(Math.min(threads, inputs.size()));
    try {
      List<Future<R>> begun = new ArrayList<>();
      inputs.forEach(input -> begun.add(pool.submit(() -> work.apply(input))));
      return settled(begun);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Threads for transfers, none of which keeps the JVM from ending. */
  static ExecutorService pool(int threads) {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "stacktape-transfer");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Begins work on a thread of its own, beside what the caller goes on to do.
   *
   * @return waits for the result, and gives it or throws what the work threw
   */
  public static <R> Supplier<R> beside(Supplier<R> work) {
    FutureTask<R> task = new FutureTask<>(work::get);
    start(task);
    return () -> settled(List.of(task)).get(0);
  }

  /**
   * Does several things at the same time, the last of them on the caller's thread.
   *
   * @throws RuntimeException the first failure in their order, the others suppressed in it
   */
  public static void all(Runnable... work) {
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    for (Runnable one : work) {
      tasks.add(new FutureTask<>(one, true));
    }
    FutureTask<Boolean> last = tasks.get(tasks.size() - 1);
    for (FutureTask<Boolean> task : tasks) {
      if (task == last) {
        task.run();
      } else {
        start(task);
      }
    }
    var unused = settled(tasks);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "stacktape-beside");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for all.
   *
   * @throws RuntimeException the first failure in their order, the others suppressed in it
   */
  static <R> List<R> settled(List<? extends Future<R>> begun) {
    List<R> results = new ArrayList<>();
    RuntimeException failure = null;
    for (Future<R> one : begun) {
      try {
        results.add(one.get());
      } catch (ExecutionException failed) {
        failure = join(failure, failed.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for transfers", interrupted);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static RuntimeException join(@Nullable RuntimeException first, @Nullable Throwable next) {
    if (next instanceof Error bug) {
      throw bug;
    }
    RuntimeException failure =
        next instanceof RuntimeException ours ? ours : new IllegalStateException(next);
    if (first == null) {
      return failure;
    }
    first.addSuppressed(failure);
    return first;
  }
}

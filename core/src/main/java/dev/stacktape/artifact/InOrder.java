package dev.stacktape.artifact;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the same work for several inputs beside each other, and hands on the results in the order of
 * the inputs. No more results are held than there are processors.
 */
final class InOrder {
  private static final int FEW = 8;

  private InOrder() {}

  /** What is done beside each other. */
  @FunctionalInterface
  interface Work<A, R> {
    R of(A input) throws IOException;
  }

  /** What is done one after the other. */
  @FunctionalInterface
  interface Taker<R> {
    void take(R result) throws IOException;
  }

  /**
   * @throws IOException the first failure in the order of the inputs; what was begun beside it is
   *     interrupted
   */
  static <A, R> void each(List<A> inputs, Work<A, R> work, Taker<R> taker) throws IOException {
    int threads =
        Math.min(inputs.size(), Math.min(FEW, Runtime.getRuntime().availableProcessors()));
    if (threads <= 1) {
      for (A input : inputs) {
        taker.take(work.of(input));
      }
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "stacktape-packing");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Iterator<A> next = inputs.iterator();
      Deque<Future<R>> begun = new ArrayDeque<>();
      while (next.hasNext() || !begun.isEmpty()) {
        while (next.hasNext() && begun.size() < threads) {
          A input = next.next();
          begun.add(pool.submit(() -> work.of(input)));
        }
        taker.take(done(begun.remove()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> R done(Future<R> one) throws IOException {
    try {
      return one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while packaging", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

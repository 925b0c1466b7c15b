package dev.stacktape.local.cloudformation.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Does things that need each other: each after what it needs, those that can at the same time. */
final class Graph {
  private final ExecutorService pool;

  Graph(ExecutorService pool) {
    this.pool = pool;
  }

  private record Outcome(String key, boolean well) {}

  /**
   * Runs a step for every key. What needs a key that went wrong is not run.
   *
   * @param needs for each key the keys that come before it
   * @param step returns whether it went well
   * @param stop asked before each further step; what runs is waited for
   * @return the keys that went well
   */
  Set<String> run(Map<String, Set<String>> needs, Predicate<String> step, BooleanSupplier stop) {
    Map<String, Set<String>> waiting = new LinkedHashMap<>();
    needs.forEach(
        (key, needed) -> {
          Set<String> known = new LinkedHashSet<>(needed);
          known.retainAll(needs.keySet());
          waiting.put(key, known);
        });
    CompletionService<Outcome> running = new ExecutorCompletionService<>(pool);
    Set<String> well = new LinkedHashSet<>();
    int count = startReady(waiting, well, running, step, stop);
    while (count > 0) {
      Outcome outcome = next(running);
      count--;
      if (outcome.well()) {
        well.add(outcome.key());
      }
      count += startReady(waiting, well, running, step, stop);
    }
    return well;
  }

  private static int startReady(
      Map<String, Set<String>> waiting,
      Set<String> well,
      CompletionService<Outcome> running,
      Predicate<String> step,
      BooleanSupplier stop) {
    int started = 0;
    for (String key : List.copyOf(waiting.keySet())) {
      if (!stop.getAsBoolean() && well.containsAll(waiting.getOrDefault(key, Set.of()))) {
        waiting.remove(key);
        running.submit(() -> new Outcome(key, step.test(key)));
        started++;
      }
    }
    return started;
  }

  private static Outcome next(CompletionService<Outcome> running) {
    try {
      return running.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException();
    }
  }

  /** The engine is being closed; the operation is carried on by the next process. */
  static final class InterruptedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

package dev.stacktape.local.lambda;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Delays by the clock of the machine. */
final class TimedDelays implements Delays {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(TimedDelays::daemon);
  private final ExecutorService workers = Executors.newCachedThreadPool(TimedDelays::daemon);

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "lambda-async");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    try {
      var unused =
          timer.schedule(() -> workers.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The endpoint is being stopped; events that wait are lost with it, as documented.
      return;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
  }
}

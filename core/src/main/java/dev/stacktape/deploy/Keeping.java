package dev.stacktape.deploy;

import dev.stacktape.deploy.ContentManifest.StoredFile;
import dev.stacktape.event.CancellationToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Keeps the files of a bucket while others are still on their way into it, so that whoever sends
 * them waits for little more than the last.
 */
final class Keeping implements AutoCloseable {
  private static final int AT_ONCE = 8;

  private final KeptFiles kept;
  private final String from;
  private final Supplier<Set<String>> there;
  private final CancellationToken cancellation;
  private final List<Future<?>> begun = new ArrayList<>();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "stacktape-keep");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Keeps what is in a bucket.
   *
   * @param there keys of what is kept already; waited for by no thread but those that keep
   */
  Keeping(
      KeptFiles kept, String from, Supplier<Set<String>> there, CancellationToken cancellation) {
    this.kept = kept;
    this.from = from;
    this.there = there;
    this.cancellation = cancellation;
  }

  /** Begins to keep a file that has arrived. */
  void begin(String path, String etag, StoredFile file) {
    synchronized (begun) {
      begun.add(
          pool.submit(
              () -> {
                cancellation.throwIfCancelled();
                if (!there.get().contains(KeptFiles.key(file))) {
                  kept.take(from, path, etag, file);
                }
              }));
    }
  }

  /**
   * Waits until all is kept, and keeps the list of it.
   *
   * @return names the list
   * @throws SdkException when some of it could not be kept
   * @throws dev.stacktape.problem.StacktapeException {@code CANCELLED}
   */
  String finish(ContentManifest manifest) {
    List<Future<?>> all;
    synchronized (begun) {
      all = List.copyOf(begun);
    }
    for (Future<?> one : all) {
      settle(one);
    }
    return kept.write(manifest);
  }

  private static void settle(Future<?> copy) {
    try {
      var unused = copy.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException ours
          ? ours
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for copies", interrupted);
    }
  }

  /** Gives up what has not been begun. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}

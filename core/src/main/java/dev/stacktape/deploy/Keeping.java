package dev.stacktape.deploy;

import dev.stacktape.deploy.ContentManifest.StoredFile;
import dev.stacktape.event.CancellationToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final ExecutorService pool = Parallel.pool(AT_ONCE);
  private final List<Future<Boolean>> begun = new ArrayList<>();

  /** Where one cannot be kept, the others are of no use. */
  private final AtomicBoolean failed = new AtomicBoolean();

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
      begun.add(pool.submit(() -> keep(path, etag, file)));
    }
  }

  private boolean keep(String path, String etag, StoredFile file) {
    cancellation.throwIfCancelled();
    if (failed.get() || there.get().contains(KeptFiles.key(file))) {
      return false;
    }
    try {
      kept.take(from, path, etag, file);
      return true;
    } catch (SdkException failure) {
      failed.set(true);
      throw failure;
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
    List<Future<Boolean>> all;
    synchronized (begun) {
      all = List.copyOf(begun);
    }
    var unused = Parallel.settled(all);
    return kept.write(manifest);
  }

  /** Gives up what has not been begun. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}

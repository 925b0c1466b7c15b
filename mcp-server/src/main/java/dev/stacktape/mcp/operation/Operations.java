package dev.stacktape.mcp.operation;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.event.EventWords;
import dev.stacktape.event.Redaction;
import dev.stacktape.mcp.operation.Journal.Entry;
import dev.stacktape.mcp.operation.Journal.Status;
import dev.stacktape.mcp.tool.CleanText;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.mcp.tool.ToolWords;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations beside the calls that start them. A call that is given up, a client that goes
 * away: none of that stops an operation. Only {@link #cancel} does.
 */
public final class Operations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  private final Journal journal;
  private final Redaction redaction = new Redaction(Set.of());
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            // Not a daemon: the JVM ends when what it has begun has come to its end.
            Thread thread = new Thread(work, "operation");
            thread.setDaemon(false);
            return thread;
          });
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  private record Running(CancellationToken cancellation, CompletableFuture<Void> done) {}

  /** Runs operations and writes them down. */
  public Operations(Journal journal) {
    this.journal = journal;
  }

  /** What an operation does. */
  @FunctionalInterface
  public interface Work {
    /** Does it; returns what programs get to know of it. */
    Map<String, Object> run(EventListener events, CancellationToken cancellation);
  }

  /**
   * Starts an operation.
   *
   * @param progress is told of each event while the caller waits
   */
  public void start(Entry entry, Work work, Consumer<String> progress) {
    CancellationToken cancellation = new CancellationToken();
    CompletableFuture<Void> done = new CompletableFuture<>();
    running.put(entry.id(), new Running(cancellation, done));
    threads.execute(
        () -> {
          try {
            run(entry, work, cancellation, progress);
          } finally {
            running.remove(entry.id());
            done.complete(null);
          }
        });
  }

  private void run(
      Entry entry, Work work, CancellationToken cancellation, Consumer<String> progress) {
    Set<String> passing = new HashSet<>();
    EventListener listener = redaction.before(event -> note(entry, event, passing, progress));
    try {
      Map<String, Object> result = work.run(listener, cancellation);
      journal.end(entry, Status.SUCCEEDED, null, "Done.", null, clean(result));
    } catch (StacktapeException failure) {
      StacktapeException clean = redaction.exception(failure);
      Problem first = clean.problems().get(0);
      journal.end(
          entry,
          cancellation.isCancelled() ? Status.CANCELLED : Status.FAILED,
          first.code(),
          String.valueOf(clean.getMessage()),
          first.hint() == null ? null : ToolWords.of(first.hint()),
          Map.of());
    } catch (Refusal refusal) {
      String fix = refusal.fix();
      journal.end(
          entry,
          Status.FAILED,
          refusal.code(),
          redaction.text(refusal.message()),
          fix == null ? null : redaction.text(fix),
          Map.of());
    } catch (RuntimeException | Error bug) {
      // Whatever it was: an operation that nobody works on must not look as if somebody did.
      LOG.error("{} failed", entry.kind(), bug);
      journal.end(
          entry,
          Status.FAILED,
          "INTERNAL_ERROR",
          "The server made a mistake ("
              + bug.getClass().getSimpleName()
              + "). Nothing is known of the outcome.",
          "Call describe_stack to see how the stack stands.",
          Map.of());
    }
  }

  private static Map<String, Object> clean(Map<String, Object> result) {
    Map<String, Object> clean = new LinkedHashMap<>();
    result.forEach(
        (key, value) -> clean.put(key, Objects.requireNonNull(CleanText.of(value), key)));
    return clean;
  }

  /**
   * AWS says of each resource several times that it is being worked on; of what passes only that is
   * written down that says what somebody may have to wait for, and once.
   */
  private void note(Entry entry, Event event, Set<String> passing, Consumer<String> progress) {
    String line = EventWords.words(event);
    boolean stays =
        EventWords.line(event).isPresent()
            || (event instanceof Event.ResourceChanged && passing.add(line));
    if (stays) {
      journal.append(entry.id(), line);
    }
    progress.accept(line);
  }

  /** Waits for an operation to end, but not for longer than that. */
  public Entry await(String id, Duration longest) {
    Running one = running.get(id);
    if (one != null) {
      try {
        one.done().get(longest.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException goesOn) {
        return journal.get(id);
      } catch (InterruptedException givenUp) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return journal.get(id);
  }

  /** Stops an operation that this server runs; whether there was anything to stop. */
  public boolean cancel(String id) {
    Running one = running.get(id);
    if (one == null) {
      return false;
    }
    one.cancellation().cancel();
    return true;
  }

  /** What was written down. */
  public Journal journal() {
    return journal;
  }

  /** Takes no new operations; those that run come to their end. */
  @Override
  public void close() {
    threads.shutdown();
  }
}

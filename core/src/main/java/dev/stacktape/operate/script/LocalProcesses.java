package dev.stacktape.operate.script;

import dev.stacktape.event.CancellationToken;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Processes of this machine, without a terminal: what asks for input gets the end of it. */
final class LocalProcesses implements Processes {
  private static final long LOOK_MILLIS = 50;
  private static final long GRACE_SECONDS = 3;

  /** A process in the background can keep the output open; nobody waits for that one. */
  private static final long LAST_LINES_MILLIS = 1_000;

  @Override
  public int run(CommandLine command, Consumer<String> lines, CancellationToken cancellation)
      throws IOException {
    cancellation.throwIfCancelled();
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.directory(command.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      PrintedLines printed = PrintedLines.of(process, lines);
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
      printed.awaitEnd(LAST_LINES_MILLIS);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationToken interrupted = new CancellationToken();
      interrupted.cancel();
      interrupted.throwIfCancelled();
      throw new IllegalStateException("A cancelled token throws", e);
    } finally {
      end(process);
    }
  }

  /** Asks a process that is still there to end, with all that it started, and then makes it. */
  private static void end(Process process) {
    if (!process.isAlive()) {
      return;
    }
    List<ProcessHandle> tree =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    tree.forEach(ProcessHandle::destroy);
    CompletableFuture<?>[] ends =
        tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      var unused = CompletableFuture.allOf(ends).get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stillThere) {
      // They have had their time.
    }
    tree.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }
}

package dev.stacktape.program;

import dev.stacktape.program.ProgramFailure.Kind;
import io.roastedroot.quickjs4j.core.Engine;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import run.endive.runtime.ByteArrayMemory;
import run.endive.wasm.types.MemoryLimits;

/**
 * QuickJS as WebAssembly on the JVM: a program in it has no files, no network and nothing of Java
 * beyond what {@link Host} gives it. Time, memory and depth of calls are bounded.
 *
 * <p>It runs on a thread of its own, which must be closed; the thread does not keep the JVM alive.
 */
final class Sandbox implements AutoCloseable {
  /** Places in a program count from here, so that those in the prelude are told apart. */
  static final int FIRST_LINE = 10_000;

  private static final int MAX_MEMORY_PAGES = 2_048; // 128 MB
  private static final long STACK = 16L << 20;
  private static final Duration CHECK_EVERY = Duration.ofMillis(50);
  private static final int BY_THE_CLOCK = 6;

  private final Host host;
  private final Engine engine;
  private final ExecutorService thread;
  private volatile long threadId;

  /**
   * @param prelude texts that run before everything else, together shorter than {@link #FIRST_LINE}
   */
  Sandbox(List<String> prelude, Host host) {
    this.host = host;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(null, work, "stacktape-sandbox", STACK);
              made.setDaemon(true);
              threadId = made.getId();
              return made;
            });
    this.engine =
        Engine.builder()
            .addBuiltins(host.functions())
            .withStdout(new ByteArrayOutputStream())
            .withStderr(new ByteArrayOutputStream())
            .withMemoryFactory(
                limits ->
                    new ByteArrayMemory(
                        new MemoryLimits(
                            limits.initialPages(),
                            Math.min(limits.maximumPages(), MAX_MEMORY_PAGES))))
            .build();
    try {
      execute(String.join("\n", prelude), Duration.ofSeconds(60));
    } catch (ProgramFailure e) {
      close();
      throw new IllegalStateException("The prelude failed: " + e.message() + e.stack(), e);
    }
  }

  /**
   * Runs the text of a program, whose exports are in {@code __program} from then on.
   *
   * @param locals one line that declares what the program may use
   * @param limit how long it may run
   */
  void load(String locals, String code, Duration limit) throws ProgramFailure {
    host.input(List.of());
    execute(
        locals
            + "\n".repeat(FIRST_LINE)
            + "try{"
            + code
            + "\n;globalThis.__program=__program}catch(__e){__failed(__e)}",
        limit);
    throwFailure();
  }

  /**
   * Calls a global function; when it gives a promise, what that gives is the result.
   *
   * @return JSON
   */
  String call(String function, List<?> arguments, Duration limit) throws ProgramFailure {
    host.input(arguments);
    execute("__call(" + Host.json(function) + ")", limit);
    throwFailure();
    execute("__settled()", limit);
    throwFailure();
    String result = host.result();
    if (result == null) {
      throw new ProgramFailure(Kind.NEVER, "", "a promise is never kept", "", null);
    }
    return result;
  }

  private void throwFailure() throws ProgramFailure {
    ProgramFailure failure = host.failure();
    if (failure != null) {
      throw failure;
    }
  }

  private void execute(String code, Duration limit) throws ProgramFailure {
    Future<?> running =
        thread.submit(
            () -> {
              int compiled = engine.compileRaw(code.getBytes(StandardCharsets.UTF_8));
              try {
                engine.exec(compiled);
              } finally {
                engine.free(compiled);
              }
            });
    try {
      await(running, limit);
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new ProgramFailure(Kind.TIMEOUT, "", "interrupted", "", null);
    } catch (ExecutionException e) {
      ProgramFailure failure = host.failure();
      throw failure != null ? failure : Failures.of(e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * Waits until the program ends or has used up its time. That is the time that it ran: beside a
   * busy build a program takes much longer by the clock.
   */
  private void await(Future<?> running, Duration limit)
      throws ProgramFailure, InterruptedException, ExecutionException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long ranBefore = ranFor(threads);
    long start = System.nanoTime();
    while (true) {
      try {
        running.get(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        long ran = ranFor(threads) - ranBefore;
        long passed = System.nanoTime() - start;
        if (ran > limit.toNanos() || passed > limit.multipliedBy(BY_THE_CLOCK).toNanos()) {
          running.cancel(true);
          throw new ProgramFailure(Kind.TIMEOUT, "", "took longer than " + limit, "", null);
        }
      }
    }
  }

  private long ranFor(ThreadMXBean threads) {
    return threadId == 0 ? 0 : Math.max(0, threads.getThreadCpuTime(threadId));
  }

  /** The last line that an instrumented program came by. */
  int lastTick() {
    return host.lastTick();
  }

  /** What the program wrote to its console so far. */
  List<String> printed() {
    return host.printed();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    engine.close();
  }
}

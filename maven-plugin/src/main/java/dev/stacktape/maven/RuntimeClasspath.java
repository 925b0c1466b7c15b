package dev.stacktape.maven;

import dev.stacktape.artifact.JavaModule;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** What a module needs at run time, resolved once: when it is first asked for, or before. */
final class RuntimeClasspath implements Supplier<List<JavaModule.Dependency>> {
  private final FutureTask<List<JavaModule.Dependency>> resolution;

  RuntimeClasspath(Callable<List<JavaModule.Dependency>> resolution) {
    this.resolution = new FutureTask<>(resolution);
  }

  /** Begins to resolve beside what else is done; problems are told to whoever asks. */
  void start() {
    Thread thread = new Thread(resolution, "stacktape-classpath");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public List<JavaModule.Dependency> get() {
    resolution.run(); // does nothing where it runs already
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return resolution.get();
        } catch (InterruptedException e) {
          interrupted = true; // it ends soon, and what was interrupted is better told elsewhere
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException problem
          ? problem
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

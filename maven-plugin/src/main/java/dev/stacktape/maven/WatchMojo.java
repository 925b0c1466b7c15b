package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Hot-swaps whenever a file of the project changes, until Ctrl-C: sources are compiled first, by
 * Maven; classes that an IDE has compiled, the config, and files for buckets are taken as they are.
 * What fails is said, and ends nothing. For development stages.
 */
@Mojo(name = "watch", requiresProject = false, threadSafe = true)
public final class WatchMojo extends StackMojo {
  private static final int NAMES_SHOWN = 3;

  /** Whether changed sources are compiled; an IDE that compiles makes it needless. */
  @Parameter(property = "stacktape.compile", defaultValue = "true")
  private boolean compile = true;

  @Override
  boolean packagesCode() {
    return true;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Path root = root(request);
    CancellationToken stop = console.cancellation();
    ModuleCompiler compiler =
        isTyped("compile", compile) ? ModuleCompiler.of(session(), root) : null;
    FileWatch watch = new FileWatch(root, Thread::sleep);
    try {
      swap(stacktape, request, console);
      while (!stop.isCancelled()) {
        console.say("Watching " + folder(root, console) + ". Ctrl-C ends it.");
        Set<Path> changed = watch.await(stop::isCancelled);
        if (!changed.isEmpty()) {
          console.say(names(changed, root));
          boolean compiled = compiler == null || compiled(compiler, changed, console);
          watch.forget();
          if (compiled) {
            swap(stacktape, request, console);
          }
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    console.say("No longer watching.");
  }

  /**
   * Where Maven was called: what is built from there is what is watched, and modules outside of it
   * come from the repository.
   */
  private Path root(StackRequest request) {
    Path called = Path.of(session().getExecutionRootDirectory()).toAbsolutePath().normalize();
    Path directory = request.directory().toAbsolutePath().normalize();
    return directory.startsWith(called) ? called : directory;
  }

  private static String folder(Path root, Console console) {
    String relative = console.relative(root);
    return relative.isEmpty() ? "this folder" : relative;
  }

  private static boolean compiled(ModuleCompiler compiler, Set<Path> changed, Console console)
      throws InterruptedException {
    return !compiler.isForChange(changed) || compiler.compile(changed, console::say);
  }

  /** What is wrong today may be mended with the next change. */
  private void swap(Stacktape stacktape, StackRequest request, Console console) {
    try {
      var unused = stacktape.hotswap(request, console, console.cancellation());
    } catch (StacktapeException failure) {
      if (!console.cancellation().isCancelled()) {
        tell(failure.problems(), console);
      }
    }
  }

  private static String names(Set<Path> changed, Path root) {
    String some =
        changed.stream()
            .limit(NAMES_SHOWN)
            .map(file -> root.relativize(file).toString())
            .collect(Collectors.joining(", "));
    int more = changed.size() - NAMES_SHOWN;
    return "Changed: " + some + (more > 0 ? " and " + more + " more" : "") + ".";
  }
}

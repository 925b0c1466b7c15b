package dev.stacktape.operate.script;

import dev.stacktape.event.CancellationToken;
import java.io.IOException;
import java.util.function.Consumer;

/** Runs processes on this machine. */
@FunctionalInterface
public interface Processes {
  /**
   * Runs a process to its end.
   *
   * @param lines takes what it prints, to its output or its error output, line by line
   * @param cancellation ends the process with all that it started
   * @return its exit code
   * @throws IOException when it cannot be started
   * @throws dev.stacktape.problem.StacktapeException {@code CANCELLED}
   */
  int run(CommandLine command, Consumer<String> lines, CancellationToken cancellation)
      throws IOException;

  /** The processes of this machine. */
  static Processes ofThisMachine() {
    return new LocalProcesses();
  }
}

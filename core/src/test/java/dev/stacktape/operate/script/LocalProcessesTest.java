package dev.stacktape.operate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With real processes of a shell that every Unix has. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class LocalProcessesTest {
  @TempDir Path folder;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CancellationToken cancellation = new CancellationToken();

  @Test
  void everyLineOfBothOutputsArrivesInOrder() throws IOException {
    assertThat(sh("echo one; echo two >&2; printf 'thr\\rthree\\r\\n'; printf four")).isZero();
    assertThat(lines).containsExactly("one", "two", "three", "four");
  }

  @Test
  void theExitCodeTheFolderAndTheVariablesAreTheProcesssOwn() throws IOException {
    assertThat(sh("pwd -P; echo $GREETING:$HOME:; exit 7")).isEqualTo(7);
    assertThat(lines).containsExactly(folder.toRealPath().toString(), "hello::");
  }

  @Test
  void whatAsksForInputGetsTheEndOfIt() throws IOException {
    assertThat(sh("read line || echo nothing")).isZero();
    assertThat(lines).containsExactly("nothing");
  }

  @Test
  void aLineThatNeverEndsIsGivenOutInPieces() throws IOException {
    assertThat(sh("i=0; while [ $i -lt 2000 ]; do printf 0123456789; i=$((i+1)); done")).isZero();
    assertThat(String.join("", lines)).hasSize(20_000);
    assertThat(lines).hasSize(2);
  }

  @Test
  void aProcessLeftInTheBackgroundIsNotWaitedFor() throws IOException {
    assertThat(sh("sleep 20 & echo $!")).isZero();
    end(Long.parseLong(lines.get(0)));
  }

  @Test
  void cancellingEndsTheProcessWithAllThatItStarted() {
    // Written by the child of the child, when it is told to end.
    String child = "trap 'echo told > told; exit' TERM; echo ready; while :; do sleep 1; done";
    assertThatThrownBy(
            () ->
                Processes.ofThisMachine()
                    .run(
                        command("sh -c \"" + child + "\" & wait"),
                        line -> cancellation.cancel(),
                        cancellation))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e -> assertThat(e.problems().get(0).code()).isEqualTo("CANCELLED"));
    assertThat(folder.resolve("told")).hasContent("told");
  }

  @Test
  void aProgramThatIsNotThereCannotBeStarted() {
    CommandLine absent =
        new CommandLine(List.of(folder.resolve("absent").toString()), folder, Map.of());
    assertThatThrownBy(() -> Processes.ofThisMachine().run(absent, lines::add, cancellation))
        .isInstanceOf(IOException.class);
  }

  private int sh(String script) throws IOException {
    return Processes.ofThisMachine().run(command(script), lines::add, cancellation);
  }

  private CommandLine command(String script) {
    return new CommandLine(
        List.of("/bin/sh", "-c", script),
        folder,
        Map.of("GREETING", "hello", "PATH", "/usr/bin:/bin"));
  }

  private static void end(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}

package dev.stacktape.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonProgramTest {
  @TempDir Path folder;

  @BeforeEach
  void pythonIsOnThisMachine() {
    try {
      assumeTrue(
          new ProcessBuilder("python3", "--version").start().waitFor() == 0,
          "SKIPPED: there is no python3 on this machine");
    } catch (IOException | InterruptedException e) {
      assumeTrue(false, "SKIPPED: there is no python3 on this machine");
    }
  }

  @Test
  void callsAFunctionWithArguments() throws IOException {
    write(
        """
        def main(name, times):
            print('this is no result')
            return {'text': ', '.join([name] * times), 'none': None}
        """);
    assertThat(program().call("main", List.of("a", 2)))
        .isEqualTo("{\"value\":{\"text\":\"a, a\",\"none\":null}}");
  }

  @Test
  void waitsForACoroutine() throws IOException {
    write("async def main():\n    return 5\n");
    assertThat(program().call("main", List.of())).isEqualTo("{\"value\":5}");
  }

  @Test
  void pointsAtTheLineThatFails() throws IOException {
    write("def helper(x):\n    return x['none']\n\n\ndef main():\n    return helper({})\n");
    assertThat(problem("main"))
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("PROGRAM_THREW");
              assertThat(problem.message()).isEqualTo("The program raised KeyError: 'none'");
              assertThat(problem.location()).hasToString("d.py:2:1");
            });
  }

  @Test
  void pointsAtSyntaxErrorsAndMissingModules() throws IOException {
    write("def main(:\n    pass\n");
    assertThat(problem("main").location()).hasToString("d.py:1:1");
    assertThat(problem("main").code()).isEqualTo("PROGRAM_SYNTAX");
    write("import json\nimport no_such_module\n");
    assertThat(problem("main").location()).hasToString("d.py:2:1");
    assertThat(problem("main").code()).isEqualTo("PROGRAM_IMPORT");
  }

  @Test
  void saysWhatIsThereWhenAFunctionIsNot() throws IOException {
    write("def version():\n    return 1\n");
    assertThat(problem("main").code()).isEqualTo("PROGRAM_EXPORT");
    assertThat(problem("main").hint()).isEqualTo("It has version.");
  }

  @Test
  void refusesWhatIsNoValue() throws IOException {
    write("def main():\n    return {1, 2}\n");
    assertThat(problem("main").code()).isEqualTo("PROGRAM_RESULT");
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("d.py"), text);
  }

  private PythonProgram program() {
    Programs programs =
        new Programs(
            TestEsbuild.binary(),
            new ProjectFolder(folder, folder),
            Map.of(),
            List.of(),
            Map::of,
            List::of);
    return new PythonProgram(programs, folder.resolve("d.py"));
  }

  private Problem problem(String function) {
    StacktapeException[] thrown = new StacktapeException[1];
    assertThatThrownBy(() -> program().call(function, List.of()))
        .isInstanceOfSatisfying(StacktapeException.class, e -> thrown[0] = e);
    return thrown[0].problems().get(0);
  }
}

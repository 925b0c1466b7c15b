package dev.stacktape.operate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ToolsTest {
  @TempDir Path bin;
  @TempDir Path project;
  private final FakeProcesses processes = new FakeProcesses();

  @Test
  void filesRunWithWhatIsThere() throws IOException {
    String python = install(bin, "python");
    String node = install(bin, "node");
    String bash = install(bin, "bash");
    assertThat(words("seed.py")).containsExactly(python, file("seed.py"));
    assertThat(words("seed.mjs")).containsExactly(node, file("seed.mjs"));
    assertThat(words("seed.sh")).containsExactly(bash, file("seed.sh"));
    String python3 = install(bin, "python3");
    assertThat(words("seed.py")).containsExactly(python3, file("seed.py"));
    assertThat(words("Seed.java").get(0)).contains(System.getProperty("java.home"));
  }

  @Test
  void typeScriptRunsWithTheProjectsOwnToolFirst() throws IOException {
    String node = install(bin, "node");
    processes.printing("--version", "v22.6.0");
    assertThat(words("seed.ts"))
        .containsExactly(node, "--experimental-strip-types", "--no-warnings", file("seed.ts"));
    String bun = install(bin, "bun");
    assertThat(words("seed.ts")).containsExactly(bun, file("seed.ts"));
    String tsx = install(project.resolve("node_modules/.bin"), "tsx");
    assertThat(words("seed.ts")).containsExactly(tsx, file("seed.ts"));
  }

  @Test
  void aMissingToolIsNamed() throws IOException {
    assertThat(problem("seed.py").message()).contains("Python 3");
    assertThat(problem("seed.js").message()).contains("Node.js or Bun");
    assertThat(problem("seed.ts").message()).contains("Bun, tsx or Node.js 22.6 or newer");
    install(bin, "node");
    processes.printing("--version", "v22.5.1");
    assertThat(problem("seed.ts").message()).contains("is older");
  }

  @Test
  void commandLinesRunInAShell() {
    assertThat(tools().shell("make | tee log", List.of()))
        .hasSize(3)
        .endsWith("-c", "make | tee log");
    assertThat(tools().shell("make", List.of("-n")))
        .hasSize(5)
        .contains("make \"$@\"")
        .endsWith("-n");
  }

  private List<String> words(String name) {
    return tools().file(project.resolve(name), project);
  }

  private String file(String name) {
    return project.resolve(name).toString();
  }

  private Problem problem(String name) {
    return catchThrowableOfType(StacktapeException.class, () -> words(name)).problems().get(0);
  }

  private Tools tools() {
    return new Tools(Map.of("PATH", "/nowhere::" + bin), processes);
  }

  private static String install(Path folder, String name) throws IOException {
    Path program = Files.createDirectories(folder).resolve(name);
    Files.writeString(program, "");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program.toString();
  }
}

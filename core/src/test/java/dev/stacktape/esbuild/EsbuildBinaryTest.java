package dev.stacktape.esbuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.testing.TestEsbuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EsbuildBinaryTest {
  private static final Platform NOWHERE = new Platform("plan9-x64", Optional.empty());
  private static final Platform THIS =
      Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"));

  @TempDir Path folder;

  @Test
  void bundlesTypeScript() throws IOException {
    Files.writeString(folder.resolve("b.ts"), "export enum E { A = 'a' }");
    Files.writeString(
        folder.resolve("a.ts"), "import { E } from './b'; console.log(E.A as string)");
    Esbuild.Run run =
        TestEsbuild.binary().forProject(folder).run(folder, List.of("a.ts", "--bundle"));
    assertThat(run.success()).isTrue();
    assertThat(run.messages()).isEmpty();
    assertThat(run.output()).contains("console.log(\"a\"");
  }

  @Test
  void saysWhatIsWrongInAFile() throws IOException {
    Files.writeString(folder.resolve("a.ts"), "const é = 1\nimport x from './none'\nx + é");
    Esbuild.Run run =
        TestEsbuild.binary().forProject(folder).run(folder, List.of("a.ts", "--bundle"));
    assertThat(run.success()).isFalse();
    assertThat(run.messages())
        .containsExactly(
            new EsbuildMessage(
                true, "Could not resolve \"./none\"", "a.ts", 2, 14, "import x from './none'", ""));
  }

  @Test
  void unpacksOnlyOnce() throws IOException {
    EsbuildBinary binary = new EsbuildBinary(TestEsbuild.classPath(), folder, Map.of());
    var unused = binary.forProject(folder);
    List<Path> first = programs();
    var again = binary.forProject(folder);
    assertThat(programs()).isEqualTo(first).hasSize(THIS.coordinates().isPresent() ? 1 : 0);
  }

  private List<Path> programs() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void takesTheProjectsOwnWhereThereIsNoJar() throws IOException {
    Path module = Files.createDirectories(folder.resolve("app/module"));
    Path program = folder.resolve("app/node_modules/@esbuild/plan9-x64/bin/esbuild");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    EsbuildBinary binary = new EsbuildBinary(Libraries.none(), folder, Map.of(), NOWHERE);
    assertThat(binary.forProject(module)).isNotNull();
    // Others may have put it there.
    EsbuildBinary wary = binary.withoutProjects();
    assertThatThrownBy(() -> wary.forProject(module))
        .hasMessageContaining("there is none on the PATH");
  }

  @Test
  void saysWhereItLookedAndHowToMendIt() {
    EsbuildBinary binary =
        new EsbuildBinary(
            Libraries.none(),
            folder,
            Map.of("ESBUILD_BINARY_PATH", "/no/such/esbuild", "PATH", folder.toString()),
            NOWHERE);
    assertThatThrownBy(() -> binary.forProject(folder))
        .hasMessage(
            "TypeScript and JavaScript are bundled with esbuild, and there is none for this machine"
                + " (plan9-x64): ESBUILD_BINARY_PATH names no program (/no/such/esbuild); Maven"
                + " Central has none; there is none in node_modules or on the PATH.");
  }

  @Test
  void namesMachinesAsEsbuildDoes() {
    assertThat(Platform.of("Windows 11", "amd64").name()).isEqualTo("win32-x64");
    assertThat(Platform.of("Mac OS X", "aarch64").name()).isEqualTo("darwin-arm64");
    assertThat(Platform.of("Linux", "aarch64").coordinates()).isEmpty();
    assertThat(Platform.of("Linux", "amd64").coordinates())
        .contains("org.mvnpm.at.esbuild:linux-x64:0.25.10");
  }
}

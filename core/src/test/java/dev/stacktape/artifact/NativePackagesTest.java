package dev.stacktape.artifact;

import static dev.stacktape.artifact.NodeProject.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages with native parts, as npm lays them out. */
class NativePackagesTest {
  @TempDir Path folder;

  private NodeProject project() {
    return new NodeProject(folder)
        .file("a.ts", "import sharp from 'sharp'; export default async () => sharp;");
  }

  private NodeProject withSharp() {
    return project()
        .installed(
            "sharp",
            "{\"name\":\"sharp\",\"version\":\"0.33.5\",\"optionalDependencies\":{"
                + "\"@img/sharp-linux-x64\":\"0.33.5\",\"@img/sharp-linux-arm64\":\"0.33.5\","
                + "\"@img/sharp-linuxmusl-x64\":\"0.33.5\",\"@img/sharp-darwin-arm64\":\"0.33.5\"}}",
            "module.exports = require('@img/sharp-' + process.platform);");
  }

  private NodeProject variant(NodeProject project, String os, String cpu, int machine) {
    String name = "@img/sharp-" + os + "-" + cpu;
    project.installed(
        name,
        "{\"name\":\"%s\",\"os\":[\"%s\"],\"cpu\":[\"%s\"]}".formatted(name, os, cpu),
        "module.exports = require('./sharp.node');");
    addon(folder.resolve("node_modules/" + name + "/sharp.node"), machine);
    return project;
  }

  private static void addon(Path file, int machine) {
    byte[] elf = new byte[64];
    elf[0] = 0x7f;
    elf[1] = 'E';
    elf[2] = 'L';
    elf[3] = 'F';
    elf[4] = 2;
    elf[5] = 1;
    elf[18] = (byte) machine;
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, machine == 0 ? new byte[] {(byte) 0xcf, (byte) 0xfa} : elf);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theVariantForTheFunctionIsPackagedAndNoOther() {
    NodeProject project = variant(variant(withSharp(), "linux", "x64", 0x3e), "darwin", "arm64", 0);

    Map<String, String> contents = contents(project.build("a.ts", "index.default"));

    assertThat(contents.get("index.mjs")).contains("from \"sharp\"");
    assertThat(contents.keySet())
        .contains("node_modules/sharp/index.js", "node_modules/@img/sharp-linux-x64/sharp.node")
        .noneMatch(path -> path.contains("darwin"));
  }

  @Test
  void aVariantThatIsMissingIsAProblemWithTheCommandThatInstallsIt() {
    NodeProject project = variant(withSharp(), "linux", "x64", 0x3e).architecture("arm64");

    Problem problem =
        project
            .packager()
            .environment(Map.of("PATH", ""))
            .problem(project.function("a.ts", "index.default"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_VARIANT_MISSING");
    assertThat(problem.message())
        .contains("sharp@0.33.5", "Linux on arm64", "@img/sharp-linux-arm64");
    assertThat(problem.hint())
        .contains("npm install", "--os=linux --cpu=arm64 --libc=glibc sharp@0.33.5");
  }

  @Test
  void aVariantThatIsMissingIsFetchedByNpmIntoAFolderOfItsOwn(@TempDir Path tools)
      throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell to play npm with");
    NodeProject project = variant(withSharp(), "linux", "x64", 0x3e).architecture("arm64");
    Path npm = tools.resolve("npm");
    JavaProject.write(
        npm,
        """
        #!/bin/sh
        echo "$@" >> CALLS
        place="$3/node_modules/@img/sharp-linux-arm64"
        mkdir -p "$place"
        echo '{"name":"@img/sharp-linux-arm64","os":["linux"],"cpu":["arm64"]}' > "$place/package.json"
        echo 'for arm' > "$place/index.js"
        """
            .replace("CALLS", tools.resolve("calls").toString()));
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> path = Map.of("PATH", tools + ":/usr/bin:/bin");

    for (int i = 0; i < 2; i++) {
      Artifact artifact =
          project.packager().environment(path).buildOne(project.function("a.ts", "index.default"));
      assertThat(contents(artifact))
          .containsEntry("node_modules/@img/sharp-linux-arm64/index.js", "for arm\n")
          .doesNotContainKey("node_modules/@img/sharp-linux-x64/index.js");
    }

    assertThat(Files.readAllLines(tools.resolve("calls")))
        .singleElement()
        .satisfies(
            call ->
                assertThat(call)
                    .contains("--os=linux --cpu=arm64 --libc=glibc @img/sharp-linux-arm64@0.33.5"));
    assertThat(folder.resolve("node_modules/@img/sharp-linux-arm64")).doesNotExist();
  }

  @Test
  void anAddonThatWasBuiltForThisMachineIsNotTakenForAnother() {
    NodeProject project =
        project()
            .installed(
                "sharp",
                "{\"name\":\"sharp\",\"version\":\"1.0.0\",\"gypfile\":true}",
                "module.exports = require('./build/Release/x.node');");
    Path addon = folder.resolve("node_modules/sharp/build/Release/x.node");
    addon(addon, 0);

    assertThat(project.packager().problem(project.function("a.ts", "index.default")).code())
        .isEqualTo("ARTIFACT_VARIANT_MISSING");

    addon(addon, 0x3e);
    assertThat(contents(project.build("a.ts", "index.default")))
        .containsKey("node_modules/sharp/build/Release/x.node");
  }

  @Test
  void anAddonThatIsImportedDirectlyStaysBesideTheBundle() {
    NodeProject project =
        project()
            .installed(
                "sharp",
                "{\"name\":\"sharp\",\"version\":\"1.0.0\"}",
                "module.exports = require('./x.node');");
    addon(folder.resolve("node_modules/sharp/x.node"), 0x3e);

    assertThat(contents(project.build("a.ts", "index.default")))
        .containsKeys("node_modules/sharp/x.node", "node_modules/sharp/index.js");
  }
}

package dev.stacktape.artifact;

import static dev.stacktape.artifact.JavaProject.jar;
import static dev.stacktape.artifact.JavaProject.write;
import static dev.stacktape.artifact.ModulePackagingTest.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.ArtifactSpec.Prebuilt;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrebuiltPackagingTest {
  private static final Location PLACE = new Location("stacktape.yml", 9, 13, null);

  @TempDir Path folder;

  @Test
  void aFolderIsZippedWithItsExecutables() throws IOException {
    write(folder.resolve("dist/bootstrap"), "#!/bin/sh\n");
    write(folder.resolve("dist/data/ünï.txt"), "x");
    assertThat(folder.resolve("dist/bootstrap").toFile().setExecutable(true)).isTrue();

    Artifact artifact = packager().buildOne(spec("dist"));

    assertThat(names(artifact.file())).containsExactly("bootstrap", "data/", "data/ünï.txt");
    assertThat(mode(artifact, "bootstrap")).isEqualTo(0100755);
    assertThat(mode(artifact, "data/ünï.txt")).isEqualTo(0100644);
  }

  @Test
  void aSingleFileIsZippedUnderItsName() throws IOException {
    write(folder.resolve("index.mjs"), "export const handler = 1");

    assertThat(names(packager().buildOne(spec("index.mjs")).file())).containsExactly("index.mjs");
  }

  @Test
  void clutterAndSecretsStayOut() throws IOException {
    write(folder.resolve("dist/index.js"), "");
    write(folder.resolve("dist/.git/config"), "");
    write(folder.resolve("dist/.idea/workspace.xml"), "");
    write(folder.resolve("dist/.env"), "PASSWORD=1");
    write(folder.resolve("dist/sub/.env.production"), "PASSWORD=1");
    write(folder.resolve("dist/.aws/credentials"), "");
    Packager packager = packager();

    Artifact artifact = packager.buildOne(spec("dist"));

    assertThat(names(artifact.file())).containsExactly("index.js");
    assertThat(packager.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("ARTIFACT_FILES_LEFT_OUT");
              assertThat(warning.message()).contains(": .aws, .env, sub/.env.production.");
              assertThat(warning.location()).isEqualTo(PLACE);
            });
  }

  @Test
  void linksInsideStandForTheirFiles() throws IOException {
    write(folder.resolve("dist/real/tool.js"), "tool");
    Files.createDirectories(folder.resolve("dist/bin"));
    Files.createSymbolicLink(folder.resolve("dist/bin/tool"), Path.of("../real/tool.js"));
    Files.createSymbolicLink(folder.resolve("dist/alias"), Path.of("real"));

    Artifact artifact = packager().buildOne(spec("dist"));

    assertThat(names(artifact.file()))
        .containsExactly("alias/", "alias/tool.js", "bin/", "bin/tool", "real/", "real/tool.js");
    assertThat(content(artifact, "bin/tool")).isEqualTo("tool");
  }

  @Test
  void linksThatLeadNowhereGoodAreProblems() throws IOException {
    write(folder.resolve("outside.txt"), "secret");
    Files.createDirectories(folder.resolve("dist/sub"));
    Files.createSymbolicLink(folder.resolve("dist/a-outside"), Path.of("../outside.txt"));
    Files.createSymbolicLink(folder.resolve("dist/b-nothing"), Path.of("nothing"));
    Files.createSymbolicLink(folder.resolve("dist/sub/c-loop"), Path.of(".."));

    assertThat(packager().problems(spec("dist")))
        .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("ARTIFACT_LINK_NOT_FOLLOWED"))
        .extracting(Problem::message)
        .satisfiesExactly(
            message -> assertThat(message).contains("a-outside", "points out of the folder"),
            message -> assertThat(message).contains("b-nothing", "points to nothing"),
            message -> assertThat(message).contains("sub/c-loop", "leads back"));
  }

  @Test
  void aLinkToASecretIsASecret() throws IOException {
    write(folder.resolve("dist/index.js"), "");
    write(folder.resolve("dist/.env"), "PASSWORD=1");
    Files.createSymbolicLink(folder.resolve("dist/settings"), Path.of(".env"));

    assertThat(names(packager().buildOne(spec("dist")).file())).containsExactly("index.js");
  }

  @Test
  void anArchiveIsTakenAsItIs() throws IOException {
    String text = "the same again and again ".repeat(400);
    Path zip = jar(folder.resolve("app.zip"), Map.of("index.js", text, "lib/x.js", "x"));

    Artifact artifact = packager().buildOne(spec("app.zip"));

    assertThat(names(artifact.file())).containsExactly("index.js", "lib/", "lib/x.js");
    assertThat(content(artifact, "index.js")).isEqualTo(text);
    assertThat(artifact.unpackedBytes()).isEqualTo(text.length() + 1L);
    assertThat(artifact.sizeBytes()).isLessThan(text.length()).isGreaterThan(Files.size(zip) / 2);
  }

  @Test
  void rebuildingAnArchiveAtAnotherTimeAndInAnotherOrderIsTheSameArtifact() throws IOException {
    archive("one.zip", zip -> add(zip, "a", "1", 0), zip -> add(zip, "b", "2", 0));
    archive(
        "two.jar",
        zip -> add(zip, "b", "2", 0100644),
        zip -> addAt(zip, "./a", "1", 1_700_000_000_000L));

    Artifact one = packager().buildOne(spec("one.zip"));
    Artifact two = packager().buildOne(spec("two.jar"));

    assertThat(two.digest()).isEqualTo(one.digest());
    assertThat(two.reused()).isTrue();
  }

  @Test
  void modesAndLinksOfAnArchiveAreKept() throws IOException {
    archive(
        "app.zip",
        zip -> add(zip, "bootstrap", "#!", 0100700),
        zip -> add(zip, "lib/current", "v1", 0120777));

    Artifact artifact = packager().buildOne(spec("app.zip"));

    assertThat(mode(artifact, "bootstrap")).isEqualTo(0100755);
    assertThat(mode(artifact, "lib/current")).isEqualTo(0120777);
  }

  @Test
  void backslashesOfWindowsBecomeSlashes() throws IOException {
    archive("app.zip", zip -> add(zip, "lib\\tool.js", "x", 0));

    assertThat(names(packager().buildOne(spec("app.zip")).file()))
        .containsExactly("lib/", "lib/tool.js");
  }

  @Test
  void pathsThatLeadOutOfAnArchiveAreRefused() throws IOException {
    archive("up.zip", zip -> add(zip, "a/../../evil", "x", 0));
    archive("root.zip", zip -> add(zip, "/etc/evil", "x", 0));
    archive("drive.zip", zip -> add(zip, "C:\\evil", "x", 0));
    archive("link.zip", zip -> add(zip, "a/link", "../../etc/passwd", 0120777));

    for (String name : new String[] {"up.zip", "root.zip", "drive.zip", "link.zip"}) {
      assertThat(packager().problem(spec(name)).code())
          .as(name)
          .isEqualTo("ARTIFACT_ARCHIVE_UNSAFE");
    }
  }

  @Test
  void aFileThatIsThereTwiceIsRefused() throws IOException {
    archive("app.zip", zip -> add(zip, "a", "1", 0), zip -> add(zip, "./a", "2", 0));

    assertThat(packager().problem(spec("app.zip")).message()).contains("holds a twice");
  }

  @Test
  void whatIsNoZipIsRefused() throws IOException {
    write(folder.resolve("app.zip"), "no zip");
    write(folder.resolve("empty.zip"), "");

    assertThat(packager().problem(spec("app.zip")).code()).isEqualTo("ARTIFACT_ARCHIVE_BROKEN");
    assertThat(packager().problem(spec("empty.zip")).code()).isEqualTo("ARTIFACT_ARCHIVE_BROKEN");
  }

  @Test
  void damagedDataIsFoundBeforeItIsSent() throws IOException {
    Path zip = jar(folder.resolve("app.zip"), Map.of("index.js", "text ".repeat(100)));
    byte[] bytes = Files.readAllBytes(zip);
    bytes[45] ^= 0x55; // inside the deflated data
    Files.write(zip, bytes);

    Problem problem = packager().problem(spec("app.zip"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_ARCHIVE_BROKEN");
    assertThat(problem.message()).contains("app.zip is damaged: index.js");
  }

  @Test
  void anEncryptedArchiveIsRefused() throws IOException {
    Path zip = jar(folder.resolve("app.zip"), Map.of("index.js", "x"));
    byte[] bytes = Files.readAllBytes(zip);
    int directory =
        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    Files.write(zip, bytes);

    assertThat(packager().problem(spec("app.zip")).code()).isEqualTo("ARTIFACT_ARCHIVE_ENCRYPTED");
  }

  @Test
  void secretsInAnArchiveAreAWarning() {
    jar(folder.resolve("app.zip"), Map.of("index.js", "x", "config/.env", "PASSWORD=1"));
    Packager packager = packager();

    packager.build(spec("app.zip"));

    assertThat(packager.warnings())
        .extracting(Problem::code)
        .containsExactly("ARTIFACT_MAY_HOLD_SECRETS");
  }

  @Test
  void whatIsNotThereAndWhatIsEmptyAreProblemsWithAPlace() throws IOException {
    Files.createDirectories(folder.resolve("dist/empty"));

    assertThat(packager().problem(spec("gone")))
        .extracting(Problem::code, Problem::location)
        .containsExactly("ARTIFACT_PATH_MISSING", PLACE);
    assertThat(packager().problem(spec("dist")))
        .extracting(Problem::code, Problem::location)
        .containsExactly("ARTIFACT_EMPTY", PLACE);
  }

  @Test
  void librariesOfAnotherMachineAreAWarning() throws IOException {
    library("dist/native.cpython-312-x86_64-linux-gnu.so", 0x3e);
    Packager packager = packager();

    packager.build(spec("dist"));

    assertThat(packager.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("ARTIFACT_WRONG_ARCHITECTURE");
              assertThat(warning.message())
                  .contains("arm64", "native.cpython-312-x86_64-linux-gnu.so (x86_64)");
            });
  }

  @Test
  void librariesThatComeForBothMachinesAreFine() throws IOException {
    library("dist/linux-x86_64/libsql.so", 0x3e);
    library("dist/linux-aarch64/libsql.so", 0xb7);
    library("dist/libnet_x86_64.so.1", 0x3e);
    library("dist/libnet_aarch_64.so.1", 0xb7);
    write(folder.resolve("dist/liblinker.so"), "INPUT(libc.so.6)");
    Packager packager = packager();

    packager.build(spec("dist"));

    assertThat(packager.warnings()).isEmpty();
  }

  private void library(String path, int machine) throws IOException {
    byte[] head = new byte[64];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, 0, head, 0, 6);
    head[18] = (byte) machine;
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, head);
  }

  private interface Step {
    void on(ZipArchiveOutputStream zip) throws IOException;
  }

  private void archive(String name, Step... steps) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(folder.resolve(name))) {
      for (Step step : steps) {
        step.on(zip);
      }
    }
  }

  private static void add(ZipArchiveOutputStream zip, String name, String text, int mode)
      throws IOException {
    ZipArchiveEntry entry = new Verbatim(name);
    if (mode != 0) {
      entry.setUnixMode(mode);
    }
    put(zip, entry, text);
  }

  private static void addAt(ZipArchiveOutputStream zip, String name, String text, long time)
      throws IOException {
    ZipArchiveEntry entry = new Verbatim(name);
    entry.setTime(time);
    put(zip, entry, text);
  }

  private static void put(ZipArchiveOutputStream zip, ZipArchiveEntry entry, String text)
      throws IOException {
    zip.putArchiveEntry(entry);
    zip.write(text.getBytes(UTF_8));
    zip.closeArchiveEntry();
  }

  /** Keeps backslashes and leading slashes, which the library would mend. */
  private static final class Verbatim extends ZipArchiveEntry {
    private final String verbatim;

    Verbatim(String name) {
      super(name);
      this.verbatim = name;
    }

    @Override
    public String getName() {
      return verbatim == null ? super.getName() : verbatim;
    }
  }

  private static int mode(Artifact artifact, String name) throws IOException {
    try (var zip =
        org.apache.commons.compress.archivers.zip.ZipFile.builder()
            .setPath(artifact.file())
            .get()) {
      return zip.getEntry(name).getUnixMode();
    }
  }

  private static String content(Artifact artifact, String name) throws IOException {
    try (ZipFile zip = new ZipFile(artifact.file().toFile())) {
      return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
    }
  }

  private Packager packager() {
    return new Packager(folder.resolve("out"));
  }

  private Prebuilt spec(String path) {
    return new Prebuilt(
        "f", folder.resolve(path), "index.handler", "nodejs22.x", "arm64", true, PLACE);
  }
}

package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.image.ImageArtifact;
import dev.stacktape.artifact.image.ImageArtifact.Built;
import dev.stacktape.artifact.image.ImageBuilding;
import dev.stacktape.artifact.image.ImageLookup;
import dev.stacktape.artifact.image.ImageSettings;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.artifact.registry.FakeRegistry;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaImageTest {
  private static final String MAIN =
      "package com.acme; public class Main { public static void main(String[] args) {} }";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final List<Event> events = new ArrayList<>();

  JavaImageTest() {
    registry.addBase("library/eclipse-temurin", "17-jre", "base 17");
    registry.addBase("library/eclipse-temurin", "21-jre", "base 21");
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void filesAreLayeredByHowOftenTheyChange() throws IOException {
    JavaProject project = project(folder.resolve("p"));
    project.dependency("com.acme:shared:1-SNAPSHOT", jar("snapshot.jar"));
    Path sibling = folder.resolve("sibling/target/classes");
    JavaProject.write(sibling.resolve("com/acme/lib/Lib.class"), "not looked at");
    project.dependency("com.acme:lib:1", sibling);

    Built image = build(project);

    assertThat(files(image, 0))
        .containsKeys("app/lib/parser-2.0.jar")
        .doesNotContainKey("app/lib/shared-1-SNAPSHOT.jar");
    assertThat(files(image, 1))
        .containsKeys("app/lib/shared-1-SNAPSHOT.jar", "app/modules/lib-1/com/acme/lib/Lib.class");
    assertThat(files(image, 2)).containsKeys("app/resources/application.properties");
    assertThat(files(image, 3)).containsKeys("app/classes/com/acme/Main.class");
  }

  @Test
  void theProgramItselfIsStartedByAUserWhoIsNotRoot() throws IOException {
    JsonNode config = config(build(project(folder.resolve("p")))).path("config");

    assertThat(texts(config.path("Entrypoint")))
        .containsExactly(
            "java",
            "-XX:MaxRAMPercentage=75.0",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            "/app/resources:/app/classes:/app/lib/parser-2.0.jar",
            "com.acme.Main");
    assertThat(config.has("Cmd")).isFalse();
    assertThat(config.path("User").asText()).isEqualTo("10001:10001");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/app");
    assertThat(config.path("StopSignal").asText()).isEqualTo("SIGTERM");
    assertThat(texts(config.path("Env")))
        .containsExactly("PATH=/usr/bin", "LANG=C.UTF-8", "HOME=/app");
  }

  @Test
  void theUserOwnsTheWorkingDirectoryAndNothingElse() throws IOException {
    Built image = build(project(folder.resolve("p")));

    for (int layer = 0; layer < 3; layer++) {
      files(image, layer)
          .forEach(
              (path, entry) ->
                  assertThat(entry.getLongUserId())
                      .as(path)
                      .isEqualTo(path.equals("app/") ? 10001 : 0));
    }
  }

  @Test
  void theBaseIsThatOfTheProcessorAndOfTheModulesJava() throws IOException {
    JavaProject project = project(folder.resolve("p"));

    JsonNode intel = config(build(project, spec(project, 0, "x86_64")));
    JsonNode arm = config(build(project, spec(project, 0, "arm64")));
    Built newer = build(project, spec(project, 21, "arm64"));

    assertThat(intel.path("architecture").asText()).isEqualTo("amd64");
    assertThat(arm.path("architecture").asText()).isEqualTo("arm64");
    assertThat(newer.blobs().get(0).digest())
        .isNotEqualTo(build(project, spec(project, 0, "arm64")).blobs().get(0).digest());
  }

  @Test
  void everyLayerHasItsDiffIdAndItsLineOfHistory() throws IOException {
    Built image = build(project(folder.resolve("p")));
    JsonNode config = config(image);
    JsonNode manifest = JSON.readTree(image.manifest());

    assertThat(config.path("rootfs").path("diff_ids")).hasSize(manifest.path("layers").size());
    assertThat(config.path("history")).hasSize(manifest.path("layers").size());
    for (int i = 0; i < manifest.path("layers").size() - 1; i++) {
      Path blob = image.blobs().get(i + 1).file().get();
      String tar;
      try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(blob))) {
        Sha256 sha256 = new Sha256();
        in.transferTo(sha256.over(java.io.OutputStream.nullOutputStream()));
        tar = "sha256:" + sha256.hex();
      }
      assertThat(config.path("rootfs").path("diff_ids").path(i + 1).asText()).isEqualTo(tar);
    }
  }

  @Test
  void folderZoneLocaleAndTimesOfFilesLeaveNoTrace() throws IOException {
    JavaProject here = project(folder.resolve("here"));
    JavaProject there = project(folder.resolve("a place with spaces/ünïcode"));
    Files.setLastModifiedTime(
        there.classes().resolve("application.properties"),
        FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    Built first = build(here);
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Built second = build(there);

      assertThat(second.contentDigest()).isEqualTo(first.contentDigest());
      assertThat(second.digest()).isEqualTo(first.digest());
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void anyChangeOfWhatIsInTheImageChangesBothDigests() throws IOException {
    JavaProject project = project(folder.resolve("p"));
    List<Built> seen = new ArrayList<>(List.of(build(project)));
    List<Runnable> changes =
        List.of(
            () -> project.resource("application.properties", "greeting=hallo\n"),
            () -> project.resource("more.properties", "greeting=hallo\n"),
            () -> move(project.classes(), "more.properties", "less.properties"),
            () -> delete(project.classes().resolve("less.properties")),
            () -> project.source("com/acme/Main.java", MAIN.replace("{}", "{ args = null; }")),
            () -> project.dependency("org.other:writer:1", jar("writer.jar")));
    for (Runnable change : changes) {
      change.run();
      seen.add(build(project));
    }

    // The last deletion leads back to what the first change made.
    assertThat(seen.stream().map(Built::contentDigest).distinct()).hasSize(seen.size() - 1);
    assertThat(seen.get(4).contentDigest()).isEqualTo(seen.get(1).contentDigest());
    assertThat(seen.stream().map(Built::digest).distinct()).hasSize(seen.size() - 1);
  }

  @Test
  void whatIsNotInTheImageChangesNothing() throws IOException {
    JavaProject project = project(folder.resolve("p"));
    Built before = build(project);
    JavaProject.write(project.directory().resolve("README.md"), "more");
    JavaProject.write(project.classes().resolve(".env"), "SECRET=1");

    Built after = build(project);

    assertThat(after.digest()).isEqualTo(before.digest());
    assertThat(after.reused()).isTrue();
  }

  @Test
  void anUnchangedImageAsksNoRegistryAndBuildsNothing() throws IOException {
    JavaProject project = project(folder.resolve("p"));
    Built before = build(project);
    registry.forgetRequests();

    Built after = build(project);

    assertThat(registry.requests()).isEmpty();
    assertThat(after.reused()).isTrue();
    assertThat(before.reused()).isFalse();
  }

  @Test
  void aTagThatMovedMeansTheSameImageUntilItsLineIsDeleted() throws IOException {
    JavaProject project = project(folder.resolve("p"));
    Built before = build(project);
    registry.addBase("library/eclipse-temurin", "17-jre", "a patched base");

    Built locked = build(project);
    Files.delete(lockFile());
    Built patched = build(project);

    assertThat(locked.digest()).isEqualTo(before.digest());
    assertThat(patched.digest()).isNotEqualTo(before.digest());
    assertThat(Files.readString(lockFile()))
        .contains(registry.host() + "/library/eclipse-temurin:17-jre\" : \"sha256:");
  }

  @Test
  void aBaseImageThatWasUsedBeforeIsThereOffline() throws IOException {
    JavaProject project = project(folder.resolve("p"));
    Built before = build(project);
    Files.delete(lockFile());
    registry.close();

    assertThat(build(project).digest()).isEqualTo(before.digest());
  }

  @Test
  void aBaseImageThatCannotBeHadIsAProblemThatSaysHowToUseAMirror() {
    JavaProject project = project(folder.resolve("p"));
    registry.close();

    Problem problem = problem(project, spec(project, 0, "x86_64"));

    assertThat(problem.code()).isEqualTo("IMAGE_BASE_UNAVAILABLE");
    assertThat(problem.message()).contains("eclipse-temurin:17-jre").contains("cannot be reached");
    assertThat(problem.hint()).contains("-Dstacktape.baseImages=");
    assertThat(problem.location()).isNotNull();
  }

  @Test
  void aClassWithoutMainIsAProblem() {
    JavaProject project = project(folder.resolve("p"));
    project.source("com/acme/Main.java", "package com.acme; public class Main { void run() {} }");

    assertThat(problem(project, spec(project, 0, "x86_64")).code()).isEqualTo("IMAGE_MAIN_MISSING");
  }

  @Test
  void classesThatAreTooNewForTheImageAreAProblem() {
    JavaProject project = project(folder.resolve("p"));

    assertThat(problem(project, spec(project, 11, "x86_64")).code())
        .isEqualTo("ARTIFACT_CLASS_TOO_NEW");
  }

  @Test
  void whatTheRepositoryHasAlreadyIsNotBuilt() throws IOException {
    JavaProject project = project(folder.resolve("p"));
    String content = build(project).contentDigest();
    deleteAll(project.directory().resolve("target/stacktape"));

    ImageArtifact found =
        building(project, wanted -> Map.of(content, "sha256:elsewhere"))
            .buildAll(List.of(spec(project, 0, "x86_64")))
            .get(0);

    assertThat(found)
        .isEqualTo(
            new ImageArtifact.Stored(
                "main-default", "stacktape-image:main-default", content, "sha256:elsewhere"));
    assertThat(project.directory().resolve("target/stacktape/images/blobs")).doesNotExist();
  }

  // ---- what a test says in one word ----

  private JavaProject project(Path directory) {
    JavaProject project = new JavaProject(directory, "com.acme:orders");
    project.dependency("org.other:parser:2.0", jar("parser.jar"));
    project.source("com/acme/Main.java", MAIN);
    project.resource("application.properties", "greeting=hello\n");
    return project;
  }

  private Path jar(String name) {
    return JavaProject.jar(folder.resolve("repo").resolve(name), Map.of(name, name));
  }

  private static SourceImage spec(JavaProject project, int release, String architecture) {
    return new SourceImage(
        "main-default",
        project.directory().resolve("src/main/java/com/acme/Main.java"),
        new Program.Java(release),
        FileChoice.none(project.directory()),
        List.of(),
        architecture,
        new Location("stacktape.yml", 4, 7, "main"));
  }

  private Path lockFile() {
    return folder.resolve("stacktape-images.lock.json");
  }

  private ImageBuilding building(JavaProject project, ImageLookup lookup) {
    return new ImageBuilding(
        project.directory().resolve("target/stacktape/images"),
        List.of(project.module()),
        module -> "Run: build " + module.id(),
        new JavaScriptPackager(
            TestEsbuild.binary(), new Programs(Map.of()), folder.resolve("javascript")),
        new PythonPackager(new Programs(Map.of()), folder.resolve("python")),
        new ImageSettings(
            Map.of("public.ecr.aws/docker/", registry.host() + "/"),
            folder.resolve("cache"),
            lockFile(),
            false,
            RegistryLogins.none()),
        lookup,
        events::add,
        Runnable::run);
  }

  private Built build(JavaProject project, SourceImage spec) {
    return (Built) building(project, ImageLookup.nothing()).buildAll(List.of(spec)).get(0);
  }

  private Built build(JavaProject project) {
    return build(project, spec(project, 0, "x86_64"));
  }

  private Problem problem(JavaProject project, SourceImage spec) {
    try {
      build(project, spec);
    } catch (StacktapeException e) {
      assertThat(e.problems()).hasSize(1);
      return e.problems().get(0);
    }
    throw new AssertionError("No problem was reported");
  }

  private static JsonNode config(Built image) throws IOException {
    String digest = JSON.readTree(image.manifest()).path("config").path("digest").asText();
    Path file =
        image.blobs().stream()
            .filter(blob -> blob.digest().equals(digest))
            .findFirst()
            .orElseThrow()
            .file()
            .get();
    return JSON.readTree(Files.readString(file));
  }

  /** The files of one layer above the base's, by path. */
  private static Map<String, TarArchiveEntry> files(Built image, int layer) throws IOException {
    byte[] bytes = Files.readAllBytes(image.blobs().get(layer + 1).file().get());
    Map<String, TarArchiveEntry> files = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), entry);
      }
    }
    return files;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static void move(Path folder, String from, String to) {
    try {
      Files.move(folder.resolve(from), folder.resolve(to));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(JavaImageTest::delete);
    }
  }
}

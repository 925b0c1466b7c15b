package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.artifact.image.ImageArtifact;
import dev.stacktape.artifact.image.ImageArtifact.Built;
import dev.stacktape.artifact.image.ImageBuilding;
import dev.stacktape.artifact.image.ImageLookup;
import dev.stacktape.artifact.image.ImageSettings;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.event.Event;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerfileImageTest {
  @TempDir Path temporary;

  private Path folder;

  private final List<Event> events = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectories(temporary.resolve("context"));
    file("Dockerfile", "FROM scratch\nARG VERSION\nCOPY app /app\nCMD [\"/app/run\"]\n");
    file("app/run", "first");
    file("target/app.jar", "jar");
    file(".git/HEAD", "main");
    file(".dockerignore", "# what nobody needs\n.git\n*.md\nlogs\n!logs/kept.txt\n");
    file("README.md", "read me");
    file("logs/today.txt", "log");
    file("logs/kept.txt", "kept");
  }

  @Test
  void whateverTheBuildCanSeeChangesTheDigest() {
    List<String> digests = new ArrayList<>(List.of(digest()));
    List<Runnable> changes =
        List.of(
            () -> file("app/run", "second"),
            () -> file("app/more", "more"),
            () -> move("app/more", "app/less"),
            () -> file("target/app.jar", "another jar"),
            () -> file("logs/kept.txt", "another"),
            () -> file("Dockerfile", "FROM scratch\nCOPY app /app\n"),
            () -> file(".dockerignore", "*.md\n"));
    for (Runnable change : changes) {
      change.run();
      digests.add(digest());
    }
    digests.add(digest(spec(Map.of("VERSION", "1"), "x86_64")));
    digests.add(digest(spec(Map.of("VERSION", "2"), "x86_64")));
    digests.add(digest(spec(Map.of(), "arm64")));

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void whatIsLeftOutOfTheContextChangesNothing() {
    String before = digest();
    file(".git/HEAD", "another");
    file("README.md", "more to read");
    file("logs/yesterday.txt", "log");

    assertThat(digest()).isEqualTo(before);
  }

  @Test
  void withoutAToolTheProblemSaysHowToDoWithout() {
    assertThatThrownBy(() -> building(Map.of(), ImageLookup.nothing()).buildAll(List.of(spec())))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e -> {
              assertThat(e.problems().get(0).code()).isEqualTo("IMAGE_BUILDER_MISSING");
              assertThat(e.problems().get(0).message())
                  .contains("docker, podman, buildah and buildctl");
              assertThat(e.problems().get(0).hint()).contains("stacktape-image-buildpack");
            });
  }

  @Test
  void anImageThatTheRepositoryHasNeedsNoTool() {
    assertThat(digest()).hasSize(64);
  }

  @Test
  void aToolOfThisMachineBuildsIt() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/buildah")),
        "NOT TESTED with buildah, because it is not installed");
    Path programs = Files.createDirectories(folder.resolveSibling("bin"));
    Path link = programs.resolve("buildah");
    if (!Files.exists(link)) {
      // Where there are no namespaces of users, this is how it runs.
      Files.writeString(
          link,
          "#!/bin/sh\ncommand=$1; shift\nisolation=\n"
              + "[ \"$command\" = build ] && isolation=--isolation=chroot\n"
              + "exec /usr/bin/buildah --storage-driver=vfs --root "
              + folder.resolveSibling("storage")
              + " --runroot "
              + folder.resolveSibling("run")
              + " $command $isolation \"$@\"\n");
      assertThat(link.toFile().setExecutable(true)).isTrue();
    }
    Map<String, String> environment =
        Map.of("PATH", programs + ":" + System.getenv("PATH"), "HOME", folder.toString());

    Built image =
        (Built)
            building(environment, ImageLookup.nothing())
                .buildAll(List.of(spec(Map.of("VERSION", "1"), "x86_64")))
                .get(0);
    Built again =
        (Built)
            building(environment, ImageLookup.nothing())
                .buildAll(List.of(spec(Map.of("VERSION", "1"), "x86_64")))
                .get(0);

    assertThat(again.digest()).isEqualTo(image.digest());
    assertThat(again.reused()).isTrue();
    assertThat(new ObjectMapper().readTree(image.manifest()).path("layers").size()).isPositive();
    for (ImageArtifact.Blob blob : image.blobs()) {
      assertThat(blob.file().get()).hasSize(blob.size());
    }
  }

  // ---- what a test says in one word ----

  private DockerfileImage spec() {
    return spec(Map.of(), "x86_64");
  }

  private DockerfileImage spec(Map<String, String> arguments, String architecture) {
    return new DockerfileImage(
        "web-default", folder, folder.resolve("Dockerfile"), arguments, architecture, null);
  }

  private String digest() {
    return digest(spec());
  }

  /** As a repository is asked for it that has everything. */
  private String digest(DockerfileImage spec) {
    ImageLookup everything =
        contents -> contents.stream().collect(Collectors.toMap(c -> c, c -> "sha256:there"));
    ImageArtifact found = building(Map.of(), everything).buildAll(List.of(spec)).get(0);
    return ((ImageArtifact.Stored) found).contentDigest();
  }

  private ImageBuilding building(Map<String, String> environment, ImageLookup lookup) {
    Path work = folder.resolveSibling(folder.getFileName() + "-work");
    return new ImageBuilding(
        work.resolve("images"),
        List.of(),
        module -> "",
        new JavaScriptPackager(
            TestEsbuild.binary(), new Programs(Map.of()), work.resolve("javascript")),
        new PythonPackager(new Programs(environment), work.resolve("python")),
        new ImageSettings(
            Map.of(), work.resolve("cache"), work.resolve("lock"), true, RegistryLogins.none()),
        lookup,
        events::add,
        Runnable::run);
  }

  private void file(String path, String text) {
    JavaProject.write(folder.resolve(path), text);
  }

  private void move(String from, String to) {
    try {
      Files.move(folder.resolve(from), folder.resolve(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.stacktape.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.image.ImageArtifact;
import dev.stacktape.artifact.image.ImageArtifact.Blob;
import dev.stacktape.artifact.image.ImageArtifact.Built;
import dev.stacktape.artifact.registry.FakeRegistry;
import dev.stacktape.artifact.registry.RegistryAccount;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageUploadsTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "123456789012");

  @TempDir Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final List<Event> events = new ArrayList<>();
  private final ImageUploads uploads =
      new ImageUploads(new ImageRepository(account()), events::add, new CancellationToken());

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void everythingIsSentOnce() throws IOException {
    Built image = image("web", "base", "dependencies", "classes");

    uploads.images(TARGET, List.of(image));

    assertThat(registry.count("POST uploads")).isEqualTo(3);
    assertThat(registry.count("PUT manifests")).isEqualTo(1);
    assertThat(registry.manifest(TARGET.imageRepository(), image.digest()).path("layers"))
        .hasSize(3);
    assertThat(registry.manifest(TARGET.imageRepository(), image.contentDigest()).path("layers"))
        .hasSize(3);
    assertThat(uploaded(image).alreadyThere()).isFalse();
    assertThat(uploaded(image).sizeBytes()).isEqualTo("basedependenciesclasses".length());
  }

  @Test
  void layersThatAreThereAreNotSentAgain() throws IOException {
    uploads.images(TARGET, List.of(image("web", "base", "dependencies", "classes")));
    registry.forgetRequests();
    Built changed = image("web", "base", "dependencies", "changed classes");

    uploads.images(TARGET, List.of(changed));

    assertThat(registry.count("POST uploads")).isEqualTo(1);
    assertThat(registry.count("PATCH uploads")).isEqualTo(1);
    assertThat(registry.count("PUT manifests")).isEqualTo(1);
    assertThat(new String(registry.blob(changed.blobs().get(2).digest()), UTF_8))
        .isEqualTo("changed classes");
  }

  @Test
  void anImageThatIsThereIsNotTouched() throws IOException {
    Built image = image("web", "base", "classes");
    uploads.images(TARGET, List.of(image));
    registry.forgetRequests();
    events.clear();

    uploads.images(TARGET, List.of(image));

    assertThat(registry.requests()).isEmpty();
    assertThat(uploaded(image).alreadyThere()).isTrue();
  }

  @Test
  void twoContainersOfOneImageShareIt() throws IOException {
    uploads.images(TARGET, List.of(image("web", "classes"), image("worker", "classes")));

    assertThat(registry.count("PUT manifests")).isEqualTo(1);
  }

  @Test
  void imagesFromElsewhereAreNotSent() {
    uploads.images(TARGET, List.of(new ImageArtifact.Elsewhere("web", "token", "nginx@sha256:1")));

    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void aRegistryThatIsGoneIsAProblem() throws IOException {
    Built image = image("web", "classes");
    String host = registry.host();
    RegistryAccount account = new RegistryAccount(host, (repository, tag) -> Optional.empty());
    registry.close();

    assertThatThrownBy(
            () ->
                new ImageUploads(new ImageRepository(account), events::add, new CancellationToken())
                    .images(TARGET, List.of(image)))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("The image of `web` could not be pushed")
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void nothingIsSentAfterACancellation() throws IOException {
    CancellationToken cancelled = new CancellationToken();
    cancelled.cancel();
    Built image = image("web", "classes");

    assertThatThrownBy(
            () ->
                new ImageUploads(new ImageRepository(account()), events::add, cancelled)
                    .images(TARGET, List.of(image)))
        .isInstanceOf(StacktapeException.class);
    assertThat(registry.requests()).isEmpty();
  }

  private RegistryAccount account() {
    return new RegistryAccount(registry.host(), registry::digest);
  }

  private Event.ArtifactUploaded uploaded(Built image) {
    return events.stream()
        .filter(Event.ArtifactUploaded.class::isInstance)
        .map(Event.ArtifactUploaded.class::cast)
        .filter(event -> event.name().equals(image.name()))
        .findFirst()
        .orElseThrow();
  }

  private Built image(String name, String... layers) throws IOException {
    List<Blob> blobs = new ArrayList<>();
    List<String> described = new ArrayList<>();
    for (String layer : layers) {
      String digest = "sha256:" + new Sha256().with(layer);
      Path file = Files.writeString(folder.resolve(digest.replace(':', '-')), layer);
      blobs.add(new Blob(digest, layer.length(), () -> file));
      described.add(
          "{\"mediaType\":\"l\",\"size\":%d,\"digest\":\"%s\"}".formatted(layer.length(), digest));
    }
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"layers\":[%s]}"
            .formatted(FakeRegistry.MANIFEST, String.join(",", described));
    return new Built(
        name,
        "stacktape-image:" + name,
        new Sha256().with(String.join("/", layers)),
        "sha256:" + new Sha256().with(manifest),
        FakeRegistry.MANIFEST,
        manifest,
        blobs,
        0,
        false);
  }
}

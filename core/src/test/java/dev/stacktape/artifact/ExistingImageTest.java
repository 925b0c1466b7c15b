package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.artifact.ImageSpec.ExistingImage;
import dev.stacktape.artifact.image.ImageArtifact.Elsewhere;
import dev.stacktape.artifact.image.ImageBuilding;
import dev.stacktape.artifact.image.ImageLookup;
import dev.stacktape.artifact.image.ImageSettings;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.artifact.registry.FakeRegistry;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExistingImageTest {
  @TempDir Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final List<Event> events = new ArrayList<>();

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void aTagBecomesTheDigestThatItMeans() {
    String digest = registry.addBase("team/app", "1", "content");

    assertThat(find(registry.host() + "/team/app:1"))
        .isEqualTo(registry.host() + "/team/app@" + digest);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void aTagThatMovedMeansAnotherDigest() {
    registry.addBase("team/app", "1", "content");
    String before = find(registry.host() + "/team/app:1");
    registry.addBase("team/app", "1", "other content");

    assertThat(find(registry.host() + "/team/app:1")).isNotEqualTo(before);
  }

  @Test
  void aDigestAsksNobody() {
    String pinned = registry.host() + "/team/app@sha256:" + "1".repeat(64);

    assertThat(find(pinned)).isEqualTo(pinned);
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void anImageThatIsNotThereIsAProblem() {
    assertThatThrownBy(() -> find(registry.host() + "/team/app:1"))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e -> assertThat(e.problems().get(0).code()).isEqualTo("IMAGE_NOT_FOUND"));
  }

  @Test
  void anImageForAnotherProcessorIsAProblem() {
    registry.addBase("team/app", "1", "content");

    assertThatThrownBy(() -> find(registry.host() + "/team/app:1", "riscv64", false))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e -> assertThat(e.problems().get(0).code()).isEqualTo("IMAGE_WRONG_ARCHITECTURE"));
  }

  @Test
  void whereTheRegistryCannotBeAskedTheTagStaysWithAWarning() {
    String image = registry.host() + "/team/app:1";
    registry.close();

    assertThat(find(image)).isEqualTo(image);
    assertThat(warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("IMAGE_NOT_PINNED");
              assertThat(warning.message()).contains("cannot be reached");
            });
  }

  @Test
  void offlineNobodyIsAsked() {
    registry.addBase("team/app", "1", "content");

    assertThat(find(registry.host() + "/team/app:1", "x86_64", true))
        .isEqualTo(registry.host() + "/team/app:1");
    assertThat(registry.requests()).isEmpty();
    assertThat(warnings()).hasSize(1);
  }

  private String find(String reference) {
    return find(reference, "x86_64", false);
  }

  private String find(String reference, String architecture, boolean offline) {
    return ((Elsewhere)
            new ImageBuilding(
                    folder.resolve("images"),
                    List.of(),
                    module -> "",
                    new JavaScriptPackager(TestEsbuild.binary(), new Programs(Map.of()), folder),
                    new PythonPackager(new Programs(Map.of()), folder),
                    new ImageSettings(
                        Map.of(), folder, folder.resolve("lock"), offline, RegistryLogins.none()),
                    ImageLookup.nothing(),
                    events::add,
                    Runnable::run)
                .buildAll(List.of(new ExistingImage("web", reference, null, architecture, null)))
                .get(0))
        .reference();
  }

  private List<Problem> warnings() {
    return events.stream()
        .filter(Event.Warned.class::isInstance)
        .map(event -> ((Event.Warned) event).problem())
        .toList();
  }
}

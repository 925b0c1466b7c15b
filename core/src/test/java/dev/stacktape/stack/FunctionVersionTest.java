package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.resource.function.PublishedVersion;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new version is published exactly when the function is another one. */
class FunctionVersionTest {
  private static final String FUNCTION = "SnapStartedFunction";
  private static final String VERSION = "SnapStartedVersion";

  private final Synthesis synthesis = synthesis();

  private static Synthesis synthesis() {
    Path folder = SynthGoldenTest.ROOT.resolve("function/versions");
    return Objects.requireNonNull(new StackFixture(folder, "shop").synthesize().synthesis());
  }

  @Test
  void theSameFunctionGivesTheSameVersion() {
    assertThat(idOf(synthesis.template())).isEqualTo(idOf(synthesis().template()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Code", "MemorySize", "Timeout", "Environment", "Layers", "Handler"})
  void anotherFunctionGivesAnotherVersion(String property) {
    assertThat(idOf(with(property, "changed"))).isNotEqualTo(idOf(synthesis.template()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tags", "ReservedConcurrentExecutions"})
  void whatVersionsDoNotHaveGivesNoNewOne(String property) {
    assertThat(idOf(with(property, "changed"))).isEqualTo(idOf(synthesis.template()));
  }

  @Test
  void theAliasFollowsTheVersionAndTheOriginsGoWithIt() {
    Map<String, String> ids = PublishedVersion.idsWithDigests(synthesis.template());
    Synthesis renamed = synthesis.renamed(ids);
    String id = Objects.requireNonNull(ids.get(VERSION));

    assertThat(id).matches("SnapStartedVersion[0-9a-f]{10}");
    CfnResource alias =
        Objects.requireNonNull(renamed.template().resources().get("SnapStartedStpAlias"));
    assertThat(alias.properties()).containsEntry("FunctionVersion", Fn.getAtt(id, "Version"));
    assertThat(renamed.template().resources()).containsKey(id).doesNotContainKey(VERSION);
    ResourceOrigin origin = renamed.origins().get(id);
    assertThat(origin).isEqualTo(synthesis.origins().get(VERSION));
  }

  private static String idOf(Template template) {
    return Objects.requireNonNull(PublishedVersion.idsWithDigests(template).get(VERSION));
  }

  private Template with(String property, Object value) {
    Map<String, CfnResource> resources = new LinkedHashMap<>(synthesis.template().resources());
    resources.computeIfPresent(
        FUNCTION,
        (id, function) -> {
          Map<String, Object> properties = new LinkedHashMap<>(function.properties());
          properties.put(property, value);
          return function.withProperties(properties);
        });
    return synthesis.template().withResources(resources);
  }
}

package dev.stacktape.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.JsonSchema;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Configs that people have must keep their meaning: no key, word or kind may get lost. */
class ConfigSurfaceTest {

  @Test
  void theSchemaDiffersFromTheNotedSurfaceOnlyWhereThereIsAReason() throws IOException {
    Map<String, String> reasons = reasons();

    Set<String> differences =
        SurfaceComparison.differences(
            NotedSurface.read(), SchemaSurface.read(JsonSchema.of(ResourceCatalog.records())));

    assertThat(differences).containsExactlyInAnyOrderElementsOf(reasons.keySet());
    assertThat(reasons.values()).allSatisfy(reason -> assertThat(reason).endsWith("."));
  }

  @Test
  void aComparisonSeesEachKindOfDifference() {
    Kind.Structure noted =
        structure(Set.of("name"), Map.of("name", text(), "size", words("s", "m")));
    Kind.Structure ours = structure(Set.of(), Map.of("name", number(), "size", words("m", "l")));
    Kind.Structure less = structure(Set.of("name"), Map.of("name", text()));

    assertThat(SurfaceComparison.differences(noted, noted)).isEmpty();
    assertThat(SurfaceComparison.differences(noted, ours))
        .containsExactlyInAnyOrder(
            "Thing required name -",
            "Thing.name takes number +",
            "Thing.name takes string -",
            "Thing.size = l +",
            "Thing.size = s -");
    assertThat(SurfaceComparison.differences(noted, less)).containsExactly("Thing.size -");
    assertThat(SurfaceComparison.differences(less, noted)).containsExactly("Thing.size +");
  }

  private static Kind.Structure structure(Set<String> required, Map<String, Kind> properties) {
    Map<String, Supplier<Kind>> suppliers = new LinkedHashMap<>();
    properties.forEach((key, kind) -> suppliers.put(key, () -> kind));
    return new Kind.Structure("Thing", false, required, suppliers);
  }

  private static Kind text() {
    return Kind.plain("string");
  }

  private static Kind number() {
    return Kind.plain("number");
  }

  private static Kind words(String... words) {
    Kind kind = Kind.none();
    kind.words().addAll(List.of(words));
    return kind;
  }

  /** The listed differences with the reason above them. */
  private static Map<String, String> reasons() throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    String reason = "";
    try (var file = ConfigSurfaceTest.class.getResourceAsStream("/surface/differences.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
        if (line.startsWith("# ")) {
          reason = line.substring(2);
        } else {
          reasons.put(line, reason);
        }
      }
    }
    return reasons;
  }
}

package dev.stacktape.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/resources} is made of the records that configs are bound to. */
class ResourcePagesTest {
  private static final Path FOLDER = Sources.PROJECT.resolve("docs/resources");
  private static final Path EXAMPLES = Path.of("src/test/resources/synth");

  private static final String HEAD =
      """
      # Resource types

      <!-- Generated from the code. -->

      Every type of the language can be written and is checked. A type that is *validated only* is refused by name when it
      is to be deployed; until it is built, write what it consists of under `cloudformationResources`.

      | type | | |
      | --- | --- | --- |
      """;

  static List<String> builtTypes() {
    return ResourceCatalog.built().stream().map(ResourceType::word).toList();
  }

  @ParameterizedTest
  @MethodSource("builtTypes")
  void eachTypeThatCanBeDeployedHasAPage(String word) throws IOException {
    ResourceType<?> type = ResourceCatalog.find(word);
    assertThat(type).isNotNull();
    String example = Files.readString(EXAMPLES.resolve(word).resolve("minimal/stacktape.yml"));
    String page = new ResourcePage(word, example, type.propertiesType().getSimpleName()).text();

    Golden.assertFile(FOLDER.resolve(word + ".md"), page);
  }

  @Test
  void theTableHasEveryType() {
    String rows =
        ResourceCatalog.all().stream().map(ResourcePagesTest::row).collect(Collectors.joining());

    Golden.assertFile(FOLDER.resolve("README.md"), HEAD + rows);
  }

  @Test
  void thereIsNoPageOfAnythingElse() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
          .isSubsetOf(Stream.concat(Stream.of("README"), builtTypes().stream()).toList());
    }
  }

  private static String row(ResourceType<?> type) {
    boolean built = ResourceCatalog.built().contains(type);
    String word = built ? "[`%1$s`](%1$s.md)".formatted(type.word()) : "`" + type.word() + "`";
    String state = built ? "can be deployed" : "validated only";
    return "| " + word + " | " + state + " | " + description(type) + " |\n";
  }

  private static String description(ResourceType<?> type) {
    @Nullable Doc doc = type.propertiesType().getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }
}

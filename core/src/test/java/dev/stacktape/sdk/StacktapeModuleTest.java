package dev.stacktape.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.config.JsonSchema;
import dev.stacktape.config.ResourceTypes;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StacktapeModuleTest {
  private static final Path SURFACE = Path.of("src/test/resources/surface/sdk-classes.txt");

  private final String module = Objects.requireNonNull(StacktapeModule.modules().get("stacktape"));

  /** The names stand in a file because configs in the world are written with them. */
  @Test
  void hasEveryClassThatConfigsInTheWorldUse() throws IOException {
    assertThat(Files.readAllLines(SURFACE))
        .hasSizeGreaterThan(100)
        .allSatisfy(name -> assertThat(module).contains("export const " + name + " = "));
  }

  @Test
  void hasAClassForEveryResourceType() {
    assertThat(SdkClass.all().stream().filter(SdkClass::isResource))
        .extracting(SdkClass::word)
        .containsExactlyInAnyOrderElementsOf(ResourceTypes.WORDS);
  }

  @Test
  void everyOtherClassIsAMemberOfTheUnionThatItNames() throws IOException {
    JsonNode definitions =
        new ObjectMapper().readTree(JsonSchema.of(ResourceCatalog.records())).path("definitions");
    assertThat(SdkClass.all().stream().filter(type -> !type.isResource()))
        .filteredOn(type -> !type.family().equals("-"))
        .allSatisfy(
            type ->
                assertThat(words(definitions.path(type.family())))
                    .as(type.family())
                    .contains(type.word()));
  }

  @Test
  void hasAFunctionForEveryDirective() {
    assertThat(StacktapeModule.DIRECTIVES)
        .allSatisfy(name -> assertThat(module).contains("export const $" + name + " = "));
  }

  private static List<String> words(JsonNode union) {
    List<String> words = new ArrayList<>();
    Stream.of("type").forEach(by -> union.findValues(by).forEach(type -> collect(type, words)));
    return words;
  }

  private static void collect(JsonNode node, List<String> words) {
    node.findValues("const").forEach(word -> words.add(word.asText()));
    node.findValues("enum").forEach(list -> list.forEach(word -> words.add(word.asText())));
  }
}

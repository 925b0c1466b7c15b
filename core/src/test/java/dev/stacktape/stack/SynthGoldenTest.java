package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.ResourceTypes;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.template.TemplateText;
import dev.stacktape.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder below {@code synth/<type>/} is a case: {@code stacktape.yml} becomes {@code
 * template.json}, what has to be in another region {@code companion.json}, and what is reported on
 * the way {@code problems.txt}. A new case is a folder and no code; {@code -Dgolden.update=true}
 * writes the files.
 */
class SynthGoldenTest {
  private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
  static final Path ROOT = RESOURCES.resolve("synth");

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.walk(ROOT, 2)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("stacktape.yml")))
          .sorted()
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCaseGivesWhatIsWrittenDown() throws IOException {
    return cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(ROOT.relativize(folder).toString(), () -> run(folder)));
  }

  private static void run(Path folder) throws IOException {
    StackFixture.Outcome outcome = new StackFixture(folder, "shop").synthesize();
    Synthesis synthesis = outcome.synthesis();
    compare(
        folder.resolve("template.json"),
        synthesis == null ? "" : TemplateText.toJson(synthesis.template()));
    Companion companion = synthesis == null ? null : synthesis.companion();
    compare(
        folder.resolve("companion.json"),
        companion == null ? "" : TemplateText.toJson(companion.template()));
    compare(folder.resolve("problems.txt"), ProblemText.plain().of(outcome.problems()));
  }

  /** Nothing to say means no file. */
  private static void compare(Path golden, String actual) throws IOException {
    if (!actual.isEmpty()) {
      Golden.assertMatches(RESOURCES.relativize(golden).toString(), actual.stripTrailing() + "\n");
    } else if (Boolean.getBoolean("golden.update")) {
      Files.deleteIfExists(golden);
    } else {
      assertThat(golden).doesNotExist();
    }
  }

  @Test
  void everyTypeHasACaseAndAWordOfTheLanguage() {
    assertThat(ResourceCatalog.built()).isNotEmpty();
    for (ResourceType<?> type : ResourceCatalog.built()) {
      assertThat(ROOT.resolve(type.word()).resolve("minimal/stacktape.yml"))
          .as("the smallest config of a %s", type.word())
          .exists();
      assertThat(ResourceTypes.WORDS).contains(type.word());
    }
  }

  @Test
  void everyTypeThatIsWrittenIsInTheList() throws IOException {
    Path sources = Path.of("src/main/java/dev/stacktape/resource").toAbsolutePath();
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> written =
          files
              .filter(file -> file.toString().endsWith("Type.java"))
              .filter(file -> read(file).contains("implements ResourceType<"))
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .toList();
      assertThat(ResourceCatalog.built())
          .extracting(type -> type.getClass().getSimpleName())
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @Test
  void theTypesStandInAlphabeticalOrder() {
    assertThat(ResourceCatalog.built()).extracting(ResourceType::word).isSorted();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

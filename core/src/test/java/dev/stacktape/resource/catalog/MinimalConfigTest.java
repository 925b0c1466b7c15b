package dev.stacktape.resource.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.LoadContext;
import dev.stacktape.config.ResourceTypes;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.stack.StackModel;
import dev.stacktape.stack.Synthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type has a folder with the smallest config of it, and of what it refers to. */
@NullMarked
class MinimalConfigTest {
  private static final Path ROOT = Path.of("src/test/resources/types");
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "111122223333");

  private final Problems problems = new Problems();

  static Stream<String> words() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void everyWordOfTheLanguageHasATypeAndASmallestConfig() throws IOException {
    assertThat(words()).containsExactlyElementsOf(ResourceTypes.WORDS);
    assertThat(ResourceCatalog.all())
        .extracting(ResourceType::word)
        .containsExactlyElementsOf(ResourceTypes.WORDS);
  }

  @ParameterizedTest
  @MethodSource("words")
  void theSmallestConfigHasNoProblems(String word) throws IOException {
    Config config = load(word);

    assertThat(problems.sorted()).isEmpty();
    assertThat(config.resources().get("thing").type()).isEqualTo(word);
  }

  static Stream<String> undeployable() {
    return ResourceCatalog.all().stream()
        .filter(type -> !ResourceCatalog.built().contains(type))
        .map(ResourceType::word);
  }

  @ParameterizedTest
  @MethodSource("undeployable")
  void whatCannotBeDeployedIsRefusedAtItsPlaceAndForNoOtherReason(String word) throws IOException {
    Config config = load(word);
    StackModel.of(config, TARGET, List.of(), problems);
    assertThat(problems.sorted()).isEmpty();

    assertThat(refusals(config))
        .filteredOn(problem -> problem.message().startsWith("`thing`"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("RESOURCE_TYPE_NOT_SUPPORTED");
              assertThat(problem.message())
                  .isEqualTo(
                      "`thing` is valid, but resources of the type `%s` cannot be deployed yet."
                          .formatted(word));
              assertThat(problem.location()).extracting(Location::line).isEqualTo(2);
            });
  }

  private List<Problem> refusals(Config config) {
    try {
      Synthesizer.synthesize(config, TARGET, List.of(), problems);
      return List.of();
    } catch (StacktapeException e) {
      return e.problems();
    }
  }

  private Config load(String word) throws IOException {
    Path file = ROOT.resolve(word).resolve("minimal.yml");
    return Objects.requireNonNull(
        ConfigLoader.load(
            new ConfigSource("minimal.yml", file.getParent(), Files.readString(file)),
            LoadContext.of("shop", "dev", "eu-west-1"),
            ResourceCatalog.records(),
            problems),
        () -> problems.sorted().toString());
  }
}

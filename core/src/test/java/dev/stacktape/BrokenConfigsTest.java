package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes as people make them: each config below {@code broken} has one error, on the line that
 * ends with {@code #!}, and is told it in the words of the file beside it.
 */
@NullMarked
class BrokenConfigsTest {
  private static final Path ROOT = Path.of("src/test/resources/broken").toAbsolutePath();
  private static final String MARK = "#!";

  /** JSON has no comments, and in YAML one ends a line that goes on without it. */
  private static final Map<String, Integer> LINES =
      Map.of(
          "json-unclosed.json", 1,
          "json-bracket-too-many.json", 4,
          "json-missing-comma.json", 5,
          "json-wrong-type.json", 6,
          "json-trailing-comma.json", 4,
          "json-comment.json", 3,
          "json-single-quotes.json", 3,
          "missing-colon.yml", 2);

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void theMistakeIsFoundOnItsLine(Path config) throws IOException {
    List<Problem> problems = Validating.problems(ROOT, config);
    assertThat(problems)
        .filteredOn(Problem::isError)
        .first()
        .extracting(Problem::location)
        .extracting(place -> Objects.requireNonNull((Location) place).line())
        .isEqualTo(wrongLine(config));
    String name = config.getFileName().toString();
    Golden.assertFile(
        ROOT.resolve(name.substring(0, name.lastIndexOf('.')) + ".txt"),
        ProblemText.plain().of(problems.stream().filter(Problem::isError).toList()) + "\n");
  }

  private static int wrongLine(Path config) throws IOException {
    List<String> lines = Files.readAllLines(config);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(MARK)) {
        return i + 1;
      }
    }
    return LINES.get(config.getFileName().toString());
  }
}

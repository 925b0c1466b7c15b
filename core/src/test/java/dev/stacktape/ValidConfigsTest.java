package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configs as people write them, of every type: none is refused, whether its code is there or not.
 */
class ValidConfigsTest {
  private static final Path ROOT = Path.of("src/test/resources/valid").toAbsolutePath();

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void nothingIsWrongWithIt(Path config) {
    assertThat(Validating.problems(ROOT, config)).filteredOn(Problem::isError).isEmpty();
  }
}

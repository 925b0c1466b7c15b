package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs as people write them: with factories, classes, loops and conditions. None is refused.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ValidProgramsTest {
  private static final Path ROOT = Path.of("src/test/resources/typescript/valid").toAbsolutePath();

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void nothingIsWrongWithIt(Path folder) {
    assertThat(Validating.problems(folder, null)).filteredOn(Problem::isError).isEmpty();
  }
}

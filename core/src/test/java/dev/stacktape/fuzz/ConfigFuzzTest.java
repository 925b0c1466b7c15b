package dev.stacktape.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.stacktape.config.Config;
import dev.stacktape.config.ConfigLoader;
import dev.stacktape.config.ConfigSource;
import dev.stacktape.config.LoadContext;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemFormat;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.stack.StackModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Whatever the text is, the outcome is a config or problems with a place, and they can be written
 * in every format.
 */
class ConfigFuzzTest {
  private static final Path FOLDER = Path.of("src/test/resources/problems").toAbsolutePath();
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "111122223333");

  @FuzzTest
  void yaml(byte[] bytes) {
    load("stacktape.yml", new String(bytes, StandardCharsets.UTF_8));
  }

  @FuzzTest
  void json(byte[] bytes) {
    load("stacktape.json", new String(bytes, StandardCharsets.UTF_8));
  }

  /** The text stands where a value is expected, so that it is taken for a directive more often. */
  @FuzzTest
  void directives(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String value = text.replace("'", "''").replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    load(
        "stacktape.yml",
        """
        variables:
          a: { b: '%s' }
          c: $Var().a.b
        resources:
          jobs:
            type: sqs-queue
            properties:
              delayMessagesSecond: '%s'
          worker:
            type: function
            properties:
              packaging: { type: custom-artifact, properties: { packagePath: '%s' } }
              environment: [{ name: A, value: $Var().c }]
        """
            .formatted(value, value, value));
  }

  private static void load(String name, String text) {
    Problems problems = new Problems();
    Config config =
        ConfigLoader.loadWhatIsThere(
            new ConfigSource(name, FOLDER, text),
            LoadContext.of("shop", "dev", "eu-west-1"),
            ResourceCatalog.records(),
            problems);
    if (config != null) {
      var unused = StackModel.of(config, TARGET, List.of(), problems);
    }
    List<Problem> found = problems.sorted();
    assertThat(config != null || problems.hasErrors()).isTrue();
    assertThat(found).allSatisfy(problem -> Objects.requireNonNull(problem.location()));
    for (ProblemFormat format : ProblemFormat.values()) {
      assertThat(format.write(found)).isNotEmpty();
    }
  }
}

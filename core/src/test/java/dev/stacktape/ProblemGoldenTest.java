package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.ConfigCode;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemCode;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.stack.StackCode;
import dev.stacktape.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder below {@code problems} is called like a code, and its config has that problem; {@code
 * expected.txt} is what {@code validate} says. A new case is a folder.
 */
@NullMarked
class ProblemGoldenTest {
  private static final Path ROOT = Path.of("src/test/resources/problems").toAbsolutePath();

  /** Codes that no config alone can bring about, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("CONFIG_NOT_FOUND", "there is no config then; ConfigFilesTest"),
          Map.entry("CONFIG_SEVERAL_FILES", "ConfigFilesTest"),
          Map.entry("CONFIG_UNREADABLE", "the file cannot be read; ConfigFilesTest"),
          Map.entry("CONFIG_FORMAT_NOT_SUPPORTED", "ConfigFilesTest"),
          Map.entry("CONFIG_NOT_UTF8", "not text; ErrorMessagesTest"),
          Map.entry("CONFIG_NOT_RESOLVED", "a guard behind the resolver; BinderTest"),
          Map.entry("RESOURCE_TYPE_NOT_SUPPORTED", "MinimalConfigTest, until all are built"),
          Map.entry("FEATURE_NOT_SUPPORTED", "the goldens of types, until all is built"),
          Map.entry("DIRECTIVE_NOT_SUPPORTED", "ErrorMessagesTest, until all are built"),
          Map.entry("STACK_NAME_INVALID", "NAME_INVALID comes first; StackModelTest"),
          Map.entry("RUNTIME_TOO_OLD", "needs a Maven module; the goldens of functions"),
          Map.entry("TRANSFORM_NOT_OWN", "only programs transform; TypeScriptGoldenTest"),
          Map.entry("TRANSFORM_RESULT", "only programs transform; TypeScriptGoldenTest"));

  static List<String> codes() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theConfigGivesTheText(String code) {
    List<Problem> problems =
        Validating.problems(ROOT.resolve(code), null).stream()
            .filter(problem -> problem.code().equals(code) || !isOfThisVersion(problem))
            .toList();
    assertThat(problems).extracting(Problem::code).contains(code);
    String text =
        ProblemText.plain().report(problems).replace(ROOT.resolve(code).toString(), "<folder>");
    Golden.assertFile(ROOT.resolve(code).resolve("expected.txt"), text + "\n");
  }

  /** What goes away by itself once everything can be deployed. */
  private static boolean isOfThisVersion(Problem problem) {
    return problem.code().endsWith("_NOT_SUPPORTED");
  }

  @Test
  void everyCodeOfAConfigHasOne() throws IOException {
    List<String> cases = codes();
    assertThat(
            Stream.<ProblemCode[]>of(ConfigCode.values(), ResourceCode.values(), StackCode.values())
                .flatMap(Stream::of)
                .map(ProblemCode::name)
                .filter(code -> !ELSEWHERE.containsKey(code)))
        .allSatisfy(code -> assertThat(cases).contains(code));
  }
}

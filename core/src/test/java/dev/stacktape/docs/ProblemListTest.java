package dev.stacktape.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.config.ConfigCode;
import dev.stacktape.problem.ProblemCode;
import dev.stacktape.resource.ResourceCode;
import dev.stacktape.testing.Golden;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/problems.md} lists every code of every module. The enums are read as text, because
 * the modules that build on this one have codes as well.
 */
class ProblemListTest {
  private static final String HEAD =
      """
      # Problems

      <!-- Generated from the code. -->

      Every problem has a code. The code is what a script may rely on; messages and hints get better from version to
      version. An error ends the operation, a warning does not. A build that fails names the code of its first problem.

      | code | severity | meaning | module and package |
      | --- | --- | --- | --- |
      """;

  private final Sources sources = Sources.ofAllModules();
  private final ProblemCodes codes = ProblemCodes.in(sources);

  @Test
  void theListHasEveryCode() {
    Golden.assertFile(
        Sources.PROJECT.resolve("docs/problems.md"),
        codes.all().stream().map(ProblemListTest::row).collect(Collectors.joining("", HEAD, "")));
  }

  @Test
  void whatIsReadAsTextIsWhatTheEnumsSay() {
    Map<String, String> expected =
        Stream.<ProblemCode[]>of(ConfigCode.values(), ResourceCode.values())
            .flatMap(Stream::of)
            .filter(code -> code != ResourceCode.FEATURE_NOT_SUPPORTED)
            .collect(Collectors.toMap(ProblemCode::name, ProblemCode::meaning));

    Map<String, String> read =
        codes.all().stream()
            .filter(code -> expected.containsKey(code.name()))
            .collect(Collectors.toMap(ProblemCodes.Code::name, ProblemCodes.Code::meaning));

    assertThat(read).isEqualTo(expected);
  }

  @Test
  void everyCodeIsReportedSomewhere() {
    assertThat(codes.all()).filteredOn(code -> code.uses() == 0).isEmpty();
  }

  @Test
  void noProblemHasACodeOutsideOfTheEnums() {
    assertThat(sources.matching("Problem\\s*\\.\\s*(error|warning)\\s*\\("))
        .extracting(source -> source.path().getFileName().toString())
        .containsExactly("ProblemCode.java");
  }

  private static String row(ProblemCodes.Code code) {
    return "| <a id=\"%s\"></a>`%s` | %s | %s | %s |%n"
        .formatted(code.name(), code.name(), code.severity(), code.meaning(), code.home())
        .replace(System.lineSeparator(), "\n");
  }
}

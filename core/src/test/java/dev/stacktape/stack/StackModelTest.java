package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackModelTest {

  @Test
  void whatCannotBeDeployedYetIsStillValid() {
    Path folder = SynthGoldenTest.ROOT.resolve("function/not-supported");

    assertThat(new StackFixture(folder, "shop").validate()).noneMatch(Problem::isError);
    assertThat(new StackFixture(folder, "shop").synthesize().problems())
        .extracting(Problem::code)
        .contains("FEATURE_NOT_SUPPORTED");
  }

  @Test
  void everythingWrongIsFoundWithoutMakingATemplate() {
    Path folder = SynthGoldenTest.ROOT.resolve("function/errors");

    assertThat(new StackFixture(folder, "shop").validate())
        .isEqualTo(new StackFixture(folder, "shop").synthesize().problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shop", "sh_op", "sh.op", "", "1shop", "-shop"})
  void aProjectNameThatGivesNoStackNameIsAProblem(String project, @TempDir Path folder)
      throws IOException {
    assertThat(validate(project, folder))
        .extracting(Problem::code)
        .containsExactly("STACK_NAME_INVALID");
  }

  @Test
  void aStackNameThatIsTooLongIsAProblem(@TempDir Path folder) throws IOException {
    assertThat(validate("s".repeat(125), folder))
        .extracting(Problem::code)
        .containsExactly("STACK_NAME_INVALID");
  }

  private static java.util.List<Problem> validate(String project, Path folder) throws IOException {
    Files.writeString(folder.resolve("stacktape.yml"), "resources: { jobs: { type: sqs-queue } }");
    return new StackFixture(folder, project).validate().stream().filter(Problem::isError).toList();
  }
}

package dev.stacktape.mcp.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("policy-" + text.hashCode() + ".yml"), text);
  }

  @Test
  void whatAProjectDoesNotSayStaysAsItIs() throws IOException {
    Policy outside =
        Policy.read(
            file("developmentStages: [sandbox]\nproductionStages: [live]\nstages: ['s*', live]\n"));

    Policy both = outside.tightenedBy(file("stages: [sandbox]\n"));

    assertThat(both.stages()).containsExactly("sandbox");
    assertThat(both.developmentStages()).containsExactly("sandbox");
    assertThat(both.productionStages()).containsExactly("live");
  }

  @Test
  void aProjectOnlyTightens() throws IOException {
    Policy outside =
        Policy.read(file("stages: ['dev-*']\nproductionStages: [live]\napproval: { '*': USER }\n"));

    Policy both =
        outside.tightenedBy(
            file(
                "stages: ['*', dev-one]\nproductionStages: []\ndevelopmentStages: ['*']\n"
                    + "approval: { '*': NONE }\naccounts: []\n"));

    assertThat(both.stages()).containsExactly("dev-one");
    assertThat(both.productionStages()).containsExactly("live");
    assertThat(both.developmentStages()).doesNotContain("*");
    assertThat(both.approval()).containsEntry("*", ApprovalMode.USER);
    assertThat(both.tightenedBy(folder.resolve("none.yml"))).isEqualTo(both);
  }

  /** What is meant to protect is not passed over. */
  @Test
  void aPolicyThatCanBeReadInTwoWaysIsNotRead() throws IOException {
    for (String text :
        List.of(
            "stages: [dev]\nstages: []\n", "stages: [dev, ]\nstage: [dev]\n", "stages: [~]\n")) {
      Path file = file(text);
      assertThatThrownBy(() -> Policy.read(file)).as(text).isInstanceOf(IOException.class);
    }
  }
}

package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPlanTest {
  @TempDir Path folder;

  @Test
  void aFileThatIsNotThereIsSaidAsThat() {
    assertThatThrownBy(() -> SavedPlan.read(folder.resolve("plan.json")))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("There is no file");
  }

  @Test
  void aFileWithSomethingElseHoldsNoPlan() throws IOException {
    Path file = Files.writeString(folder.resolve("plan.json"), "{}");

    assertThatThrownBy(() -> SavedPlan.read(file))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("holds no plan");
  }
}

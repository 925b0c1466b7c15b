package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalGitTest {
  @TempDir Path folder;

  @Test
  void aFailureSaysWhatGitSays() {
    assertThatThrownBy(() -> new LocalGit().run(folder, List.of("no-such-command")))
        .isInstanceOf(IOException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void theAnswerComesWithoutItsLineBreak() throws IOException {
    try {
      new LocalGit().run(folder, List.of("init", "--quiet"));
    } catch (IOException e) {
      Assumptions.abort("no git here: " + e.getMessage());
    }
    assertThat(new LocalGit().run(folder, List.of("rev-parse", "--is-inside-work-tree")))
        .isEqualTo("true");
    assertThat(new LocalGit().run(folder, List.of("status", "--porcelain"))).isEmpty();
  }
}

package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

  /** Somebody who may write in a project must not get a program run by its being looked at. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theRepositoryGetsNothingRun() throws IOException {
    LocalGit git = new LocalGit();
    try {
      git.run(folder, List.of("init", "--quiet"));
    } catch (IOException e) {
      Assumptions.abort("no git here: " + e.getMessage());
    }
    Path trace = folder.resolve(".git/trace");
    Files.writeString(folder.resolve("file"), "one");
    git.run(folder, List.of("add", "file"));
    Files.writeString(folder.resolve("file"), "two");
    Files.writeString(folder.resolve(".gitattributes"), "file filter=a=b");
    git.run(folder, List.of("config", "core.fsmonitor", "touch " + trace + "; false"));
    git.run(folder, List.of("config", "filter.a=b.clean", "touch " + trace + "; cat"));
    git.run(folder, List.of("config", "filter.a=b.required", "true"));

    assertThat(git.run(folder, List.of("status", "--porcelain"))).contains("file");
    assertThat(trace).doesNotExist();
  }
}

package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  @Test
  void makesTheFoldersThatAreMissing() {
    Path file = folder.resolve("a/b/template.yml");

    OutputFile.write(file, "Resources: {}\n");

    assertThat(file).hasContent("Resources: {}\n");
  }

  @Test
  void saysWhatToDoWhenItCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "not a folder").resolve("template.yml");

    StacktapeException thrown =
        catchThrowableOfType(StacktapeException.class, () -> OutputFile.write(file, "text"));

    assertThat(thrown.problems()).extracting(Problem::code).containsExactly("FILE_NOT_WRITTEN");
    assertThat(thrown.problems().get(0).hint()).isNotBlank();
    assertThat(thrown.isCloud()).isFalse();
  }
}

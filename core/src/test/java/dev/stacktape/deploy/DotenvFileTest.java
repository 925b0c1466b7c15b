package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of a stack in a file of this machine. */
class DotenvFileTest {
  @TempDir Path folder;

  private DotenvFile file() {
    return new DotenvFile(folder.resolve("web/.env"));
  }

  @Test
  void theFileIsMadeWithItsFolder() throws IOException {
    file().put(Map.of("API_URL", "https://api.acme.com/v1?x=1"));

    assertThat(folder.resolve("web/.env")).hasContent("API_URL=https://api.acme.com/v1?x=1\n");
    assertThat(file().has(Map.of("API_URL", "https://api.acme.com/v1?x=1"))).isTrue();
    assertThat(file().has(Map.of("API_URL", "other"))).isFalse();
  }

  @Test
  void whatElseStandsThereStays() throws IOException {
    Files.createDirectories(folder.resolve("web"));
    Files.writeString(
        folder.resolve("web/.env"), "# mine\nSECRET='x'\nexport API_URL=old\n\nLAST=1");

    file().put(Map.of("API_URL", "new"));

    assertThat(folder.resolve("web/.env"))
        .hasContent("# mine\nSECRET='x'\nAPI_URL=new\n\nLAST=1\n");
  }

  @Test
  void whatReadersWouldTakeApartStandsInQuotes() throws IOException {
    file().put(Map.of("TEXT", "say \"hi\" # $HOME\nnext"));

    assertThat(Files.readString(folder.resolve("web/.env")))
        .isEqualTo("TEXT=\"say \\\"hi\\\" # \\$HOME\\nnext\"\n");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(folder.resolve("web"), "a file where a folder should be");

    Assertions.assertThatThrownBy(() -> file().put(Map.of("A", "1")))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("cannot be written");
  }
}

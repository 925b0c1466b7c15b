package dev.stacktape.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  @Test
  void whatALinkLeadsToStays() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "x");
    Path gone = Files.createDirectories(folder.resolve("gone/deep/deeper"));
    Files.writeString(gone.resolve("file"), "x");
    Files.createSymbolicLink(gone.resolve("link"), kept);
    Files.createSymbolicLink(gone.resolve("nowhere"), folder.resolve("not there"));

    Folders.delete(folder.resolve("gone"));

    assertThat(folder.resolve("gone")).doesNotExist();
    assertThat(kept.resolve("file")).exists();
  }

  @Test
  void aFolderThatIsNotThereIsFine() throws IOException {
    Folders.delete(folder.resolve("not there"));
    assertThat(folder).isEmptyDirectory();
  }
}

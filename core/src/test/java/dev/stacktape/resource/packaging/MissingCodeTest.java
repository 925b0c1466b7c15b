package dev.stacktape.resource.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class MissingCodeTest {
  @TempDir Path folder;

  @Test
  void besideOtherCodeThePathIsWrong() throws IOException {
    Files.writeString(folder.resolve("handler.ts"), "export const handler = async () => ({});");
    assertThat(code("index.ts")).isEqualTo("ENTRY_FILE_NOT_FOUND");
    Files.createDirectories(folder.resolve("src"));
    assertThat(code("src/index.py")).isEqualTo("ENTRY_FILE_NOT_FOUND");
  }

  @Test
  void whereThereIsNoCodeAtAllTheConfigIsLookedAtWithoutIt() throws IOException {
    Files.writeString(folder.resolve("shop.yml"), "resources: {}");
    assertThat(code("index.ts")).isEqualTo("CODE_NOT_HERE");
    assertThat(code("src/index.ts")).isEqualTo("CODE_NOT_HERE");
    assertThat(code("Dockerfile")).isEqualTo("CODE_NOT_HERE");
  }

  @Test
  void configsOfOtherProjectsAreNoCode() throws IOException {
    Files.writeString(folder.resolve("stacktape.ts"), "export default {}");
    Files.writeString(folder.resolve("shop.ts"), "import { SqsQueue } from 'stacktape';");
    Files.writeString(folder.resolve("blog.ts"), "export default { resources: { q: 1 } };");
    assertThat(code("index.ts")).isEqualTo("CODE_NOT_HERE");
  }

  private String code(String path) {
    return MissingCode.problem("not there", folder.resolve(path), folder).code();
  }
}

package dev.stacktape.mcp.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.esbuild.Libraries;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {
  @TempDir Path folder;

  @Test
  void aJarIsWhereMavenPutsIt() throws Exception {
    Path jar = folder.resolve("org/mvnpm/at/esbuild/linux-x64/0.25.10/linux-x64-0.25.10.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "");

    assertThat(new LocalRepository(folder).jar("org.mvnpm.at.esbuild:linux-x64:0.25.10"))
        .isEqualTo(jar);
  }

  @Test
  void aJarThatIsNotThereIsNotDownloaded() {
    assertThatThrownBy(() -> new LocalRepository(folder).jar("a.b:c:1"))
        .isInstanceOf(Libraries.Unavailable.class)
        .hasMessageContaining("mvn stacktape:validate");
  }
}

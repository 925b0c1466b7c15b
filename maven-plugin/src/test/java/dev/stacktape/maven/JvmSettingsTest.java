package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmSettingsTest {
  @TempDir Path root;
  private JvmSettings settings;

  @BeforeEach
  void project() {
    settings = new JvmSettings(root, 25);
  }

  @Test
  void whereNothingIsSetAllIsAdded() throws IOException {
    assertThat(settings.complete()).isTrue();

    assertThat(settings.file())
        .hasContent(
            """
            -XX:+IgnoreUnrecognizedVMOptions
            -XX:+UseSerialGC
            -XX:TieredStopAtLevel=1
            -XX:SharedArchiveFile=.mvn/classes.jsa
            -XX:+AutoCreateSharedArchive
            -Xlog:cds=off
            -Xlog:cds+dynamic=off
            """);
    assertThat(settings.archive()).isEqualTo(root.resolve(".mvn/classes.jsa"));
  }

  @Test
  void runAgainItAddsNothing() throws IOException {
    settings.complete();
    String once = Files.readString(settings.file());

    assertThat(settings.complete()).isFalse();
    assertThat(settings.file()).hasContent(once);
  }

  @Test
  void whatTheUserHasDecidedStays() throws IOException {
    Files.createDirectories(root.resolve(".mvn"));
    Files.writeString(
        settings.file(),
        "-Xmx2g -XX:+UseParallelGC\n-XX:-TieredCompilation\n-XX:SharedArchiveFile=build/m.jsa");

    assertThat(settings.complete()).isTrue();

    assertThat(settings.file())
        .hasContent(
            """
            -Xmx2g -XX:+UseParallelGC
            -XX:-TieredCompilation
            -XX:SharedArchiveFile=build/m.jsa
            -XX:+IgnoreUnrecognizedVMOptions
            -XX:+AutoCreateSharedArchive
            -Xlog:cds=off
            -Xlog:cds+dynamic=off
            """);
    assertThat(settings.archive()).isEqualTo(root.resolve("build/m.jsa"));
  }

  @Test
  void aJavaThatIsToldToWriteTheArchiveIsNotToldAtEachStart() throws IOException {
    JvmSettings older = new JvmSettings(root, 17);

    older.complete();

    assertThat(older.file()).content().doesNotContain("AutoCreate");
    assertThat(older.writesArchive()).isFalse();
    assertThat(settings.complete()).isTrue();
    assertThat(settings.file()).content().endsWith("-XX:+AutoCreateSharedArchive\n");
  }

  @Test
  void gitIsToldOnceToLeaveTheArchiveOut() throws IOException {
    settings.ignoreArchive();
    settings.ignoreArchive();

    assertThat(root.resolve(".mvn/.gitignore")).hasContent("classes.jsa\n");
  }
}

package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFunctionPackagingTest {
  private static final Location PLACE = new Location("stacktape.yml", 7, 11, null);

  @Test
  void aLanguageWithoutAPackagerIsRefusedWithAWayOut(@TempDir Path folder) {
    ArtifactSpec spec =
        new ArtifactSpec.SourceFunction(
            "resize", folder.resolve("app.rb"), "Ruby", "app.handler", "ruby3.3", "x86_64", PLACE);

    Problem problem = new Packager(folder).problem(spec);

    assertThat(problem.code()).isEqualTo("FEATURE_NOT_SUPPORTED");
    assertThat(problem.message()).contains("resize", "Ruby");
    assertThat(problem.location()).isEqualTo(PLACE);
    assertThat(problem.hint()).contains("custom-artifact");
  }
}

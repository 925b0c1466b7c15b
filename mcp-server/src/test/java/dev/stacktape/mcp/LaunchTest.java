package dev.stacktape.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  @TempDir Path folder;
  private Path project;

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
  }

  private Launch parse(String... options) throws Launch.Misunderstood {
    return Launch.parse(List.of(options), Map.of("HOME", folder.resolve("user").toString()));
  }

  private String refused(String... options) {
    return catchThrowableOfType(Launch.Misunderstood.class, () -> parse(options)).getMessage();
  }

  @Test
  void whatAgentsMayIsNotLooseUnlessItIsSaid() throws Launch.Misunderstood {
    Launch launch = parse("--project", project.toString());

    assertThat(launch.allowWrite()).isFalse();
    assertThat(launch.allowDelete()).isFalse();
    assertThat(launch.home()).isEqualTo(folder.resolve("user/.stacktape/mcp"));
    assertThat(launch.http()).isNull();
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    assertThat(refused("--allow-all")).contains("--allow-all");
    assertThat(refused("--region")).contains("needs a value");
    assertThat(refused("--http", "--port", "70000")).contains("70000");
    assertThat(refused("--port", "80")).contains("--http");
  }

  /** Whoever can write approvals and rules needs nobody's yes. */
  @Test
  void approvalsAndRulesDoNotLieWhereAgentsWrite() throws Launch.Misunderstood {
    String root = project.toString();
    assertThat(refused("--project", root, "--home", root + "/.mcp")).contains("--home");
    assertThat(refused("--project", root, "--policy", root + "/p.yml")).contains("--policy");
    assertThat(refused("--project", root, "--http", "--token-file", root + "/token"))
        .contains("--token-file");
    assertThat(refused("--project", folder.toString())).contains("--home", "--project");
    // A person who approves may sit anywhere.
    assertThat(parse("--project", folder.toString(), "approve", "x").command())
        .isEqualTo("approve");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkIntoTheProjectIsInsideOfIt() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), project);

    assertThat(refused("--project", project.toString(), "--home", folder.resolve("link/a/b") + ""))
        .contains("--home");
  }
}

package dev.stacktape.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BearerTokenTest {
  @TempDir Path home;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTokenIsMadeUpForItsOwnerOnlyAndKept() throws IOException {
    Path file = home.resolve("mcp").resolve("http-token");
    BearerToken.in(file);
    String token = Files.readString(file).strip();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(token).hasSizeGreaterThan(40);
    assertThat(BearerToken.in(file).admits("Bearer " + token)).isTrue();
    assertThat(BearerToken.in(file).admits("bearer  " + token + " ")).isTrue();
    assertThat(BearerToken.in(file).admits("Bearer " + token + "x")).isFalse();
    assertThat(BearerToken.in(file).admits(token)).isFalse();
    assertThat(BearerToken.in(file).admits(null)).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTokenThatOthersCanReadIsNone() throws IOException {
    Path file = home.resolve("http-token");
    BearerToken.in(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> BearerToken.in(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void aShortTokenIsNone() {
    assertThatThrownBy(() -> BearerToken.of("secret", "THE_VARIABLE"))
        .hasMessageContaining("THE_VARIABLE")
        .hasMessageNotContaining("secret");
  }
}

package dev.stacktape.name;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Zero, one and two blocks of input; the first and last vectors are examples of NIST. */
class Shake256Test {

  @Test
  void theEmptyMessage() {
    assertThat(hex(new byte[0]))
        .isEqualTo("46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f");
  }

  @Test
  void aShortMessage() {
    assertThat(hex("abc".getBytes(UTF_8)))
        .isEqualTo("483366601360a8771c6863080cc4114d8db44530f8f1e1ee4f94ea37e78b5739");
  }

  @Test
  void aMessageOverTwoBlocks() {
    byte[] message = new byte[200];
    java.util.Arrays.fill(message, (byte) 0xa3);
    assertThat(hex(message))
        .isEqualTo("cd8a920ed141aa0407a22d59288652e9d9f1a7ee0c1e7c1ca699424da84a904d");
  }

  @Test
  void moreThanABlockOfOutputIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Shake256.digest(new byte[0], 137));
  }

  private static String hex(byte[] message) {
    return HexFormat.of().formatHex(Shake256.digest(message, 32));
  }
}

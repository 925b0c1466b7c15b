package dev.stacktape.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CleanTextTest {
  @Test
  void charactersThatNobodySeesAreTakenOut() {
    String hidden =
        "ok\u200B\u202E\u2066\uFE0F" + new String(Character.toChars(0xE0041)) + "\u0000end";

    assertThat(CleanText.of(hidden)).isEqualTo("okend");
    // At a terminal it would let one line be written over another; a model may read a new line.
    assertThat(CleanText.of("a\rb\u2028c\u001B[2Kd\u3164e")).isEqualTo("abc[2Kde");
    assertThat(CleanText.of("a\u034Fb\u17B4c\u180Bd")).isEqualTo("abcd");
    assertThat(CleanText.of("a\tb\nc ä 漢 🎉")).isEqualTo("a\tb\nc ä 漢 🎉");
  }

  @Test
  void credentialsAreTakenOutOfEveryTextInATree() {
    Object clean =
        CleanText.of(
            (Object)
                Map.of(
                    "a",
                    List.of("postgres://app:hunter22@db/x", 1, true),
                    "b",
                    "AKIAABCDEFGHIJKLMNOP"));

    assertThat(clean.toString()).doesNotContain("hunter22", "AKIAABCDEFGHIJKLMNOP");
  }

  @Property(tries = 500)
  void cleaningTwiceChangesNothing(@ForAll String text) {
    String once = CleanText.of(text);

    assertThat(CleanText.of(once)).isEqualTo(once);
    assertThat(once.length()).isLessThanOrEqualTo(text.length() * 3 + 3);
  }
}

package dev.stacktape.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The list of versions that people read. */
class VersionsTextTest {
  private static Version version(
      int number, @Nullable Integer restores, @Nullable List<StoredContent> contents) {
    return new Version(
        number,
        "2026-11-27T04:00:00Z",
        "arn:me",
        "0123456789abcdef",
        false,
        "plan",
        "templates/t.json",
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        restores,
        null,
        contents);
  }

  private static StoredContent content(String name, @Nullable String manifest) {
    return new StoredContent(name, name + "Bucket", List.of(), manifest);
  }

  @Test
  void whatAVersionCannotTakeBackIsSaid() {
    String text =
        VersionsText.of(
            List.of(
                version(3, 1, List.of(content("site", "m1"), content("docs", null))),
                version(2, null, List.of(content("site", "m2"))),
                version(1, null, null)));

    assertThat(text.lines())
        .satisfiesExactly(
            third ->
                assertThat(third)
                    .contains("commit 0123456789  brought back version 1")
                    .endsWith("  without the files of docs  (deployed)"),
            second -> assertThat(second).endsWith("commit 0123456789"),
            first -> assertThat(first).endsWith("commit 0123456789"));
  }
}

package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.deploy.ContentManifest.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists of files, and what they are named by. */
class ContentManifestTest {
  private static final StoredFile PAGE =
      new StoredFile("d1", 12, Map.of("Content-Type", "text/html"), Map.of());
  private static final StoredFile DATA =
      new StoredFile(
          "d2",
          1L << 33,
          Map.of("cache-control", "no-store", "Content-Type", "application/json"),
          Map.of("kind", "data"));

  private static ContentManifest of(List<String> paths) {
    Map<String, StoredFile> files = new LinkedHashMap<>();
    paths.forEach(path -> files.put(path, path.endsWith(".html") ? PAGE : DATA));
    return new ContentManifest(files);
  }

  @Test
  void equalListsHaveOneNameInWhateverOrderTheyWereMade() {
    assertThat(of(List.of("a.html", "b.json")).id())
        .isEqualTo(of(List.of("b.json", "a.html")).id())
        .isNotEqualTo(of(List.of("a.html", "c.json")).id());
  }

  @Test
  void whatIsWrittenIsRead() {
    ContentManifest written = of(List.of("a.html", "b.json"));

    assertThat(ContentManifest.parse(written.json())).hasValue(written);
    assertThat(ContentManifest.parse("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  /** Headers of a config may be written in small letters; S3 gets them all the same. */
  @Test
  void headersAreFoundHoweverTheyAreWrittenAlsoAfterwards() {
    StoredFile read =
        ContentManifest.parse(of(List.of("b.json")).json()).orElseThrow().files().get("b.json");

    assertThat(read.headers().get("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whatWasSentIsComparedByPathAndDigest() {
    SentContent sent =
        SentContent.of(
            "m", of(List.of("a.html", "b.json")), Map.of("a.html", "e1", "b.json", "e2"));

    assertThat(sent.isOf(of(List.of("b.json", "a.html")))).isTrue();
    assertThat(sent.isOf(of(List.of("a.html")))).isFalse();
    assertThat(sent.isOf(new ContentManifest(Map.of("a.html", DATA, "b.json", DATA)))).isFalse();
    assertThat(sent.commonWith(new ContentManifest(Map.of("a.html", DATA, "b.json", DATA))))
        .isEqualTo(SentContent.of(null, of(List.of("b.json")), Map.of("b.json", "e2")));
    assertThat(sent.isStill("a.html", "e1")).isTrue();
    assertThat(sent.isStill("a.html", "e2")).isFalse();
  }
}

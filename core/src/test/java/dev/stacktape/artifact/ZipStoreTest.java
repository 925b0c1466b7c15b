package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipStoreTest {
  @TempDir Path folder;

  @Test
  void leftoversOfAKilledRunAreNotTakenForZips() throws IOException {
    Content content = content("a");
    Files.writeString(folder.resolve(content.digest() + "123.part"), "half a zip");
    Files.writeString(folder.resolve(content.digest() + ".zip"), "a zip without a receipt");

    StoredZip stored = store().store(content);

    assertThat(stored.reused()).isFalse();
    assertIsZip(stored.file());
  }

  @Test
  void aZipThatWasWrittenToIsMadeAnew() throws IOException {
    Content content = content("a");
    Path file = store().store(content).file();
    byte[] bytes = Files.readAllBytes(file);
    bytes[40] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

    StoredZip again = store().store(content);

    assertThat(again.reused()).isFalse();
    assertIsZip(again.file());
  }

  @Test
  void aZipThatWasOnlyCopiedIsKept() throws IOException {
    Content content = content("a");
    StoredZip first = store().store(content);
    Files.setLastModifiedTime(first.file(), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

    StoredZip again = store().store(content);

    assertThat(again.reused()).isTrue();
    assertThat(again.codeSha256()).isEqualTo(first.codeSha256());
  }

  @Test
  void anUnreadableReceiptIsNoReceipt() throws IOException {
    Content content = content("a");
    store().store(content);
    for (String text : List.of("", "x", "a b c", "\u0000\uffff")) {
      Files.writeString(folder.resolve(content.digest() + ".sha256"), text);

      assertThat(store().store(content).reused()).as(text).isFalse();
    }
  }

  @Test
  void onlyTheLastFewUnusedZipsAreKept() throws IOException {
    List<String> digests = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Content content = content("content " + i);
      store().store(content);
      digests.add(content.digest());
      Files.setLastModifiedTime(
          folder.resolve(content.digest() + ".sha256"), FileTime.fromMillis(1_000L * i));
    }

    store().tidy(Set.of(digests.get(0)));

    List<String> kept = new ArrayList<>(List.of(digests.get(0)));
    kept.addAll(digests.subList(4, 14));
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              kept.stream().flatMap(d -> List.of(d + ".zip", d + ".sha256").stream()).toList());
    }
  }

  @Test
  void aFileThatChangesWhileItIsPackedLeavesNothingBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("input"), "before");
    Content content =
        Content.read(
            List.of(new Part("input", Part.FILE, new Source.OnDisk(file, 6))),
            DosTime.of(null),
            KnownFiles.none());
    Files.writeString(file, "afterw");
    Path directory = folder.resolve("store");

    assertThatThrownBy(() -> new ZipStore(directory).store(content))
        .isInstanceOf(ContentChangedException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatHasNotChangedIsCopiedFromAnEarlierZip() throws IOException {
    Path jar = largeFile("jar");
    store().store(with(jar, "one"));
    Content changed = with(jar, "two");
    Files.delete(jar);

    Path copied = store().store(changed).file();

    jar = largeFile("jar");
    Path made = new ZipStore(folder.resolve("other")).store(with(jar, "two")).file();
    assertThat(copied).hasSameBinaryContentAs(made);
  }

  @Test
  void nothingIsCopiedFromAZipThatWasWrittenTo() throws IOException {
    Path jar = largeFile("jar");
    Path zip = store().store(with(jar, "one")).file();
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 2] ^= 1;
    Files.write(zip, bytes);
    Files.setLastModifiedTime(zip, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

    Path made = store().store(with(jar, "two")).file();

    Path fresh = new ZipStore(folder.resolve("other")).store(with(jar, "two")).file();
    assertThat(made).hasSameBinaryContentAs(fresh);
  }

  private Path largeFile(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 2000; i++) {
        java.util.zip.ZipEntry entry = new java.util.zip.ZipEntry("some/folder/Class" + i);
        entry.setTime(0);
        out.putNextEntry(entry);
      }
    }
    return file;
  }

  private static Content with(Path large, String text) throws IOException {
    return Content.read(
        List.of(
            new Part("lib/large.jar", Part.FILE, new Source.OnDisk(large, Files.size(large))),
            new Part("small.txt", Part.FILE, new Source.InMemory(text.getBytes(UTF_8)))),
        DosTime.of(null),
        KnownFiles.none());
  }

  @Test
  void moreEntriesThanTheOldFormCountsAreWritten() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 66_000; i++) {
      parts.add(new Part("f" + i, Part.FILE, new Source.InMemory(new byte[0])));
    }
    Path zip = folder.resolve("many.zip");
    try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(zip))) {
      var unused =
          ZipWriter.write(
              Content.read(parts, DosTime.of(null), KnownFiles.none()), out, new PackedEntries());
    }

    try (ZipFile open = new ZipFile(zip.toFile())) {
      assertThat(open.size()).isEqualTo(66_000);
    }
  }

  @Test
  void theBytesOfAZipAreTheSameForever() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Content content = content("a");

    var unused = ZipWriter.write(content, out, new PackedEntries());

    // A change of either changes every artifact of every user: raise Content.FORMAT with it.
    assertThat(content.digest())
        .isEqualTo("156798c68825740786e0a2825d91337bbf8f069b29492c15f29e06974ae33774");
    Sha256 sha256 = new Sha256();
    sha256.over(java.io.OutputStream.nullOutputStream()).write(out.toByteArray());
    assertThat(sha256.hex())
        .isEqualTo("d4ed72ade488c546ecab33ff6281b05e3c5befd71b86e1c2f2593250aa45feb2");
  }

  private ZipStore store() {
    return new ZipStore(folder);
  }

  private static Content content(String text) throws IOException {
    Source source = new Source.InMemory(text.getBytes(UTF_8));
    return Content.read(
        List.of(
            new Part("lib/a.txt", Part.FILE, source),
            new Part("bootstrap", Part.EXECUTABLE, source)),
        DosTime.of(null),
        KnownFiles.none());
  }

  private static void assertIsZip(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("bootstrap")).readAllBytes())
          .isEqualTo("a".getBytes(UTF_8));
    }
  }
}

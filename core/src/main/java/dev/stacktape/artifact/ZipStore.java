package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The folder of built zips, each named by its digest, with a record of its SHA-256 beside it.
 *
 * <p>A file gets its name only when it is whole, and its record after that: a run that was killed
 * leaves at most a {@code .part} file that nobody reads. Runs may share the folder.
 */
final class ZipStore {
  private static final String RECEIPT = ".sha256";
  private static final int KEPT = 10;

  private final Path directory;

  ZipStore(Path directory) {
    this.directory = directory;
  }

  /** The zip of {@code content}, kept from an earlier run or written now. */
  StoredZip store(Content content) throws IOException {
    Optional<StoredZip> kept = find(content.digest());
    return kept.isPresent() ? kept.get() : write(content);
  }

  /**
   * Deletes old zips: all but those named by {@code digests} and the last few, which a run at the
   * same time or a step back may ask for.
   */
  void tidy(Set<String> digests) throws IOException {
    List<Path> receipts;
    try (Stream<Path> files = Files.list(directory)) {
      receipts = files.filter(file -> file.toString().endsWith(RECEIPT)).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    List<Aged> unused = new ArrayList<>();
    for (Path receipt : receipts) {
      String digest = receipt.getFileName().toString().replace(RECEIPT, "");
      if (!digests.contains(digest)) {
        unused.add(new Aged(digest, Files.getLastModifiedTime(receipt)));
      }
    }
    unused.sort(Comparator.comparing(Aged::written).reversed());
    for (Aged old : unused.subList(Math.min(KEPT, unused.size()), unused.size())) {
      Files.deleteIfExists(receipt(old.digest()));
      Files.deleteIfExists(zip(old.digest()));
    }
  }

  private record Aged(String digest, FileTime written) {}

  private Optional<StoredZip> find(String digest) throws IOException {
    Path zip = zip(digest);
    try {
      BasicFileAttributes found = Files.readAttributes(zip, BasicFileAttributes.class);
      Optional<Receipt> receipt = Receipt.read(receipt(digest));
      if (receipt.isEmpty() || receipt.get().sizeBytes() != found.size()) {
        return Optional.empty();
      }
      if (!receipt.get().isOf(found) && !receipt.get().codeSha256().equals(sha256(zip))) {
        return Optional.empty();
      }
      return Optional.of(new StoredZip(zip, found.size(), receipt.get().codeSha256(), true));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private StoredZip write(Content content) throws IOException {
    Files.createDirectories(directory);
    content.verify();
    Path zip = zip(content.digest());
    Path part = Files.createTempFile(directory, content.digest(), ".part");
    try {
      String codeSha256 = write(content, part);
      moveInPlace(part, zip);
      BasicFileAttributes written = Files.readAttributes(zip, BasicFileAttributes.class);
      writeReceipt(content.digest(), Receipt.of(written, codeSha256));
      return new StoredZip(zip, written.size(), codeSha256, false);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String write(Content content, Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    try (OutputStream out =
        sha256.over(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      ZipWriter.write(content, out);
    }
    return sha256.base64();
  }

  private void writeReceipt(String digest, Receipt receipt) throws IOException {
    Path part = Files.createTempFile(directory, digest, ".part");
    try {
      Files.writeString(part, receipt.text());
      moveInPlace(part, receipt(digest));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void moveInPlace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String sha256(Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    Files.copy(file, sha256.over(OutputStream.nullOutputStream()));
    return sha256.base64();
  }

  private Path zip(String digest) {
    return directory.resolve(digest + ".zip");
  }

  private Path receipt(String digest) {
    return directory.resolve(digest + RECEIPT);
  }

  /**
   * What was written: while size and time are those, nobody has touched the zip since, and it need
   * not be read again to be trusted.
   */
  private record Receipt(String codeSha256, long sizeBytes, long modifiedNanos) {

    static Receipt of(BasicFileAttributes file, String codeSha256) {
      return new Receipt(codeSha256, file.size(), modifiedNanos(file));
    }

    boolean isOf(BasicFileAttributes file) {
      return modifiedNanos == modifiedNanos(file);
    }

    String text() {
      return codeSha256 + " " + sizeBytes + " " + modifiedNanos + "\n";
    }

    /** Empty when there is none, or when it cannot be read: the zip is then made anew. */
    static Optional<Receipt> read(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      String[] words = new String(Files.readAllBytes(file), UTF_8).strip().split(" ", -1);
      if (words.length != 3) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Receipt(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    private static long modifiedNanos(BasicFileAttributes file) {
      return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
  }
}

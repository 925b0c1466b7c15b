package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stacktape.file.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
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

  /** How many of the newest zips are looked into for entries to be copied. */
  private static final int LOOKED_INTO = 3;

  private final Path directory;
  private final KnownFiles knownFiles;

  ZipStore(Path directory) {
    this(directory, Clock.systemUTC());
  }

  ZipStore(Path directory, Clock clock) {
    this.directory = directory;
    this.knownFiles = knownFiles(directory, clock);
  }

  /** What is known of the files that went into zips of a folder. */
  static KnownFiles knownFiles(Path directory, Clock clock) {
    return KnownFiles.keptIn(directory.resolve("files.index"), clock);
  }

  /** The sums of files that went into zips of this folder. */
  KnownFiles knownFiles() {
    return knownFiles;
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
    if (Files.isDirectory(directory)) {
      knownFiles.save();
    }
    List<Aged> unused =
        newestFirst().stream().filter(zip -> !digests.contains(zip.digest())).toList();
    for (Aged old : unused.subList(Math.min(KEPT, unused.size()), unused.size())) {
      Files.deleteIfExists(receipt(old.digest()));
      Files.deleteIfExists(zip(old.digest()));
    }
  }

  private record Aged(String digest, FileTime written) {}

  /** By the receipts that are there. */
  private List<Aged> newestFirst() throws IOException {
    List<Aged> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path receipt : files.filter(file -> file.toString().endsWith(RECEIPT)).toList()) {
        String digest = receipt.getFileName().toString().replace(RECEIPT, "");
        found.add(new Aged(digest, Files.getLastModifiedTime(receipt)));
      }
    } catch (NoSuchFileException e) {
      // Nothing was packed yet, or another run tidies up at this moment.
    }
    found.sort(Comparator.comparing(Aged::written).reversed());
    return found;
  }

  /** What can be copied from the newest zips that nobody has written to. */
  private PackedEntries earlier() throws IOException {
    PackedEntries entries = new PackedEntries();
    for (Aged one : newestFirst().stream().limit(LOOKED_INTO).toList()) {
      Path zip = zip(one.digest());
      try {
        BasicFileAttributes found = Files.readAttributes(zip, BasicFileAttributes.class);
        Receipt.read(receipt(one.digest()))
            .filter(receipt -> receipt.sizeBytes() == found.size() && receipt.isOf(found))
            .ifPresent(receipt -> entries.add(zip, receipt.places()));
      } catch (NoSuchFileException e) {
        // Another run tidies up at this moment.
      }
    }
    return entries;
  }

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
      Sha256 sha256 = new Sha256();
      List<PackedEntries.Place> places = write(content, part, sha256);
      String codeSha256 = sha256.base64();
      AtomicFile.move(part, zip);
      BasicFileAttributes written = Files.readAttributes(zip, BasicFileAttributes.class);
      AtomicFile.write(receipt(content.digest()), Receipt.of(written, codeSha256, places).text());
      return new StoredZip(zip, written.size(), codeSha256, false);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private List<PackedEntries.Place> write(Content content, Path file, Sha256 sha256)
      throws IOException {
    try (OutputStream out =
        sha256.over(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      return ZipWriter.write(content, out, earlier());
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
   *
   * @param places of its large entries; none where they are deflated in an older way
   */
  private record Receipt(
      String codeSha256, long sizeBytes, long modifiedNanos, List<PackedEntries.Place> places) {

    static Receipt of(
        BasicFileAttributes file, String codeSha256, List<PackedEntries.Place> places) {
      return new Receipt(codeSha256, file.size(), modifiedNanos(file), places);
    }

    boolean isOf(BasicFileAttributes file) {
      return modifiedNanos == modifiedNanos(file);
    }

    String text() {
      StringBuilder text = new StringBuilder();
      text.append(codeSha256 + " " + sizeBytes + " " + modifiedNanos + " " + Content.FORMAT + "\n");
      for (PackedEntries.Place place : places) {
        text.append(place.sha256() + (place.isDeflated() ? " deflated " : " stored "));
        text.append(place.offset() + " " + place.length() + "\n");
      }
      return text.toString();
    }

    /** Empty when there is none, or when it cannot be read: the zip is then made anew. */
    static Optional<Receipt> read(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
      try {
        List<String> zip = List.of(lines.get(0).split(" ", 4));
        List<PackedEntries.Place> places = new ArrayList<>();
        if (zip.get(3).equals(Content.FORMAT)) {
          for (String line : lines.subList(1, lines.size())) {
            places.add(place(List.of(line.split(" ", 4))));
          }
        }
        return Optional.of(
            new Receipt(
                zip.get(0), Long.parseLong(zip.get(1)), Long.parseLong(zip.get(2)), places));
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        return Optional.empty();
      }
    }

    private static PackedEntries.Place place(List<String> words) {
      return new PackedEntries.Place(
          words.get(0),
          words.get(1).equals("deflated"),
          Long.parseLong(words.get(2)),
          Integer.parseInt(words.get(3)));
    }

    private static long modifiedNanos(BasicFileAttributes file) {
      return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
  }
}

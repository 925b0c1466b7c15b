package dev.stacktape.artifact;

import dev.stacktape.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sums of large files that were read before, so that jars which stay as they are need not be
 * read for each run. As in git's index, a file is the same while the file system gives it the same
 * number, size and times; the time of its last change, which no program can set, is one of them.
 * What was changed just before it was read is not kept, because a second change within the same
 * tick would not show. Where a file system does not tell these, files are read each time.
 *
 * @see <a href="https://git-scm.com/docs/racy-git">Git on entries that are racily clean</a>
 */
final class KnownFiles {
  private static final String ATTRIBUTES = "unix:dev,ino,ctime,lastModifiedTime,size";

  /** Smaller ones are read as quickly as they are looked up. */
  static final long LARGE_BYTES = 64 << 10;

  /** Longer than a tick of any file system; that of FAT is two seconds. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private final @Nullable Path index;
  private final Clock clock;
  private @Nullable Map<Path, Known> before;
  private final SortedMap<Path, Known> now = new TreeMap<>();

  private KnownFiles(@Nullable Path index, Clock clock) {
    this.index = index;
    this.clock = clock;
  }

  /** Nothing is known, and nothing kept. */
  static KnownFiles none() {
    return new KnownFiles(null, Clock.systemUTC());
  }

  /**
   * What an earlier run has written, read when it is first needed; nothing where that cannot be
   * read.
   */
  static KnownFiles keptIn(Path index, Clock clock) {
    return new KnownFiles(index, clock);
  }

  /** The sums of a content: SHA-256 in hexadecimal digits, and CRC-32. */
  record Sums(String sha256, long crc32) {}

  /** Finds out the sums of a file by reading it. */
  @FunctionalInterface
  interface Reading {
    Sums of(Path file) throws IOException;
  }

  private record Known(String identity, Sums sums) {}

  /** The sums of a file, read only where they are not known. May be called from any thread. */
  Sums of(Path file, long sizeBytes, Reading reading) throws IOException {
    if (index == null || sizeBytes < LARGE_BYTES) {
      return reading.of(file);
    }
    Path real = file.toAbsolutePath();
    Optional<Identity> identity = Identity.of(real);
    if (identity.isEmpty()) {
      return reading.of(file);
    }
    String text = identity.get().text();
    Known known = find(real);
    if (known == null || !known.identity().equals(text)) {
      Instant begun = clock.instant();
      known = new Known(text, reading.of(file));
      if (!identity.get().isSettledAt(begun)) {
        return known.sums();
      }
    }
    keep(real, known);
    return known.sums();
  }

  private synchronized @Nullable Known find(Path file) {
    Known known = now.get(file);
    return known == null ? before().get(file) : known;
  }

  private synchronized Map<Path, Known> before() {
    if (before == null) {
      before = index == null ? Map.of() : read(index);
    }
    return before;
  }

  private synchronized void keep(Path file, Known known) {
    now.put(file, known);
  }

  /** Writes down what this run has asked for, for the next one. */
  void save() throws IOException {
    save(Map.of());
  }

  /** The same beside what is written there already, which others are going to ask for. */
  void add() throws IOException {
    save(before());
  }

  private synchronized void save(Map<Path, Known> others) throws IOException {
    SortedMap<Path, Known> all = new TreeMap<>(others);
    all.putAll(now);
    if (index != null && !now.isEmpty() && !all.equals(before())) {
      String text =
          all.entrySet().stream()
              .filter(one -> one.getKey().toString().indexOf('\n') < 0)
              .map(one -> line(one.getKey(), one.getValue()))
              .collect(Collectors.joining());
      AtomicFile.write(index, text);
    }
  }

  private static String line(Path file, Known known) {
    return String.join(
        " ",
        known.identity(),
        known.sums().sha256(),
        HexFormat.of().toHexDigits((int) known.sums().crc32()),
        file + "\n");
  }

  private static Map<Path, Known> read(Path index) {
    Map<Path, Known> known = new HashMap<>();
    if (Files.isRegularFile(index)) {
      try {
        for (String line : Files.readAllLines(index)) {
          List<String> words = List.of(line.split(" ", 4));
          long crc32 = Integer.toUnsignedLong(HexFormat.fromHexDigits(words.get(2)));
          known.put(Path.of(words.get(3)), new Known(words.get(0), new Sums(words.get(1), crc32)));
        }
      } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
        return Map.of();
      }
    }
    return known;
  }

  /**
   * Which file it is, and which state of it.
   *
   * @param changed the later one of the times of its last change and of its last modification
   */
  private record Identity(String text, Instant changed) {

    static Optional<Identity> of(Path file) throws IOException {
      try {
        Map<String, Object> found = Files.readAttributes(file, ATTRIBUTES);
        if (found.get("ctime") instanceof FileTime changed
            && found.get("lastModifiedTime") instanceof FileTime modified) {
          String text =
              Stream.of(found.get("dev"), found.get("ino"), found.get("size"), changed, modified)
                  .map(String::valueOf)
                  .collect(Collectors.joining(":"));
          FileTime later = changed.compareTo(modified) > 0 ? changed : modified;
          return Optional.of(new Identity(text, later.toInstant()));
        }
      } catch (UnsupportedOperationException | IllegalArgumentException notToldHere) {
        // As on Windows.
      }
      return Optional.empty();
    }

    boolean isSettledAt(Instant time) {
      return changed.isBefore(time.minus(SETTLED));
    }
  }
}

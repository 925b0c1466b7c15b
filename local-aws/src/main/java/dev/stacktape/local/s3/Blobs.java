package dev.stacktape.local.s3;

import dev.stacktape.local.AwsRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The bytes of objects, one file each, never changed once written. A blob is on disk before a
 * record names it; one that no record names is what a killed process left behind.
 */
final class Blobs {
  /** How long a download that has begun may still need a blob that was replaced. */
  private static final long GRACE_MILLIS = 60_000;

  private record Discarded(String blob, long at) {}

  private final Path folder;
  private final Clock clock;
  private final Deque<Discarded> discarded = new ArrayDeque<>();

  Blobs(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  Path path(String blob) {
    return folder.resolve(blob);
  }

  /** Keeps the body of a request. */
  String take(AwsRequest request) {
    try {
      Path target = fresh();
      Path spooled = request.bodyFile();
      if (spooled == null) {
        Files.write(target, request.body());
      } else {
        Files.move(spooled, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return target.getFileName().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new blob from a part of a file. */
  String copy(Path source, long offset, long length) {
    try {
      Path target = fresh();
      try (FileChannel out = create(target)) {
        append(source, offset, length, out);
      }
      return target.getFileName().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new blob from others, one after the other. */
  String join(List<String> parts) {
    try {
      Path target = fresh();
      try (FileChannel out = create(target)) {
        for (String part : parts) {
          append(path(part), 0, Files.size(path(part)), out);
        }
      }
      return target.getFileName().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path fresh() throws IOException {
    Files.createDirectories(folder);
    return folder.resolve(UUID.randomUUID().toString());
  }

  private static FileChannel create(Path target) throws IOException {
    return FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void append(Path source, long offset, long length, FileChannel out)
      throws IOException {
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      long done = 0;
      while (done < length) {
        long moved = in.transferTo(offset + done, length - done, out);
        if (moved <= 0) {
          throw new IOException(source + " is shorter than expected");
        }
        done += moved;
      }
    }
  }

  /** Gives up a blob that no record names any more; its file goes a little later. */
  synchronized void discard(String blob) {
    long now = clock.millis();
    if (!blob.isEmpty()) {
      discarded.add(new Discarded(blob, now));
    }
    while (!discarded.isEmpty() && discarded.element().at() + GRACE_MILLIS < now) {
      delete(path(discarded.remove().blob()));
    }
  }

  /** Removes every blob that is not in use; called before the first request only. */
  void sweep(Set<String> used) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> !used.contains(file.getFileName().toString())).forEach(Blobs::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

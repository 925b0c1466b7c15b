package dev.stacktape.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where large entries stand in the zips that earlier runs have left, so that a jar which has not
 * changed is copied into the next zip as it is.
 */
final class PackedEntries {
  /** Smaller ones are deflated as quickly as they are looked up. */
  static final long LARGE_BYTES = 64 << 10;

  private final Map<String, InZip> bySha256 = new HashMap<>();

  /**
   * An entry's data in a zip.
   *
   * @param sha256 of the content
   * @param offset of the first byte of its data
   * @param length of its data in bytes
   */
  record Place(String sha256, boolean isDeflated, long offset, int length) {}

  /** The data of an entry. */
  record Data(byte[] bytes, boolean isDeflated) {}

  private record InZip(Path zip, Place place) {}

  /** Adds what stands in a zip that nobody has written to since. */
  void add(Path zip, List<Place> places) {
    places.forEach(place -> bySha256.putIfAbsent(place.sha256(), new InZip(zip, place)));
  }

  /** The data of a content; empty where no zip has it, or the zip is gone. */
  Optional<Data> find(String sha256) {
    InZip found = bySha256.get(sha256);
    if (found == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Data(read(found), found.place().isDeflated()));
    } catch (IOException tidiedUpMeanwhile) {
      return Optional.empty();
    }
  }

  private static byte[] read(InZip found) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(found.place().length());
    try (FileChannel zip = FileChannel.open(found.zip())) {
      while (data.hasRemaining()) {
        if (zip.read(data, found.place().offset() + data.position()) < 0) {
          throw new EOFException(found.zip() + " ends too early");
        }
      }
    }
    return data.array();
  }
}

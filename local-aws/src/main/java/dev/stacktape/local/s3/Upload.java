package dev.stacktape.local.s3;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A multipart upload under way. Thread-safe. */
final class Upload {
  /**
   * How it was begun.
   *
   * @param initiated epoch milliseconds
   * @param algorithm of the checksums of its parts, or null when the client named none
   * @param checksumType {@code COMPOSITE} or {@code FULL_OBJECT}, or null when the client named
   *     none
   */
  record Start(
      String id,
      String key,
      long initiated,
      ObjectHeaders headers,
      @Nullable ChecksumAlgorithm algorithm,
      @Nullable String checksumType) {

    /** The algorithm for the whole object; AWS's own choice when the client made none. */
    ChecksumAlgorithm effectiveAlgorithm() {
      return algorithm == null ? ChecksumAlgorithm.CRC64NVME : algorithm;
    }

    /** The type of the whole object's checksum: hashes cannot be put together from parts. */
    String effectiveType() {
      if (checksumType != null) {
        return checksumType;
      }
      return effectiveAlgorithm() == ChecksumAlgorithm.CRC64NVME
          ? ObjectChecksum.FULL_OBJECT
          : ObjectChecksum.COMPOSITE;
    }
  }

  /**
   * A part as it is kept.
   *
   * @param etag without quotes
   * @param lastModified epoch milliseconds
   */
  record Part(
      int number,
      String blob,
      long size,
      String etag,
      long lastModified,
      ObjectChecksum checksum) {}

  private final Start start;
  private final NavigableMap<Integer, Part> parts = new TreeMap<>();

  Upload(Start start) {
    this.start = start;
  }

  Start start() {
    return start;
  }

  synchronized List<Part> parts() {
    return List.copyOf(parts.values());
  }

  synchronized @Nullable Part part(int number) {
    return parts.get(number);
  }

  /** Puts a part in place and returns the one that was there. */
  synchronized @Nullable Part put(Part part) {
    return parts.put(part.number(), part);
  }

  synchronized void putAll(Collection<Part> loaded) {
    loaded.forEach(part -> parts.put(part.number(), part));
  }
}

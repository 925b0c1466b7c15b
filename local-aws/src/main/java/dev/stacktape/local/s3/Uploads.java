package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The multipart uploads of a bucket that were begun and neither completed nor aborted. */
final class Uploads {
  private final Path folder;
  private final StateStore starts;
  private final Blobs blobs;
  private final Clock clock;
  private final Map<String, Upload> uploads = new TreeMap<>();

  Uploads(Path folder, Blobs blobs, Clock clock) {
    this.folder = folder;
    this.starts = new StateStore(folder);
    this.blobs = blobs;
    this.clock = clock;
  }

  void load() {
    for (String id : starts.names()) {
      Upload.Start start = Objects.requireNonNull(starts.read(id, Upload.Start.class), id);
      Upload upload = new Upload(start);
      StateStore parts = parts(id);
      List<Upload.Part> loaded = new ArrayList<>();
      for (String number : parts.names()) {
        loaded.add(Objects.requireNonNull(parts.read(number, Upload.Part.class), number));
      }
      upload.putAll(loaded);
      uploads.put(id, upload);
    }
  }

  synchronized Stream<String> blobNames() {
    return uploads.values().stream().flatMap(u -> u.parts().stream()).map(Upload.Part::blob);
  }

  synchronized Upload begin(
      String key,
      ObjectHeaders headers,
      @Nullable ChecksumAlgorithm algorithm,
      @Nullable String checksumType) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Upload.Start start =
        new Upload.Start(id, key, clock.millis(), headers, algorithm, checksumType);
    starts.write(id, start);
    Upload upload = new Upload(start);
    uploads.put(id, upload);
    return upload;
  }

  /**
   * An upload by its id.
   *
   * @throws AwsError {@code NoSuchUpload}
   */
  Upload get(String id, String key) {
    Upload upload = find(id, key);
    if (upload == null) {
      throw new AwsError(
          404,
          "NoSuchUpload",
          "The specified upload does not exist. The upload ID may be invalid, or the upload may"
              + " have been aborted or completed.");
    }
    return upload;
  }

  synchronized @Nullable Upload find(String id, String key) {
    Upload upload = uploads.get(id);
    return upload != null && upload.start().key().equals(key) ? upload : null;
  }

  /** Keeps a part; a part of the same number that came before is dropped. */
  synchronized void put(Upload upload, Upload.Part part) {
    String id = upload.start().id();
    // It may have been aborted while the part was on its way.
    get(id, upload.start().key());
    parts(id).write(Integer.toString(part.number()), part);
    Upload.Part replaced = upload.put(part);
    if (replaced != null) {
      blobs.discard(replaced.blob());
    }
  }

  /** Ends an upload, whether completed or aborted; its parts go. */
  synchronized void end(Upload upload) {
    String id = upload.start().id();
    StateStore parts = parts(id);
    // The start goes first: parts without it are rubbish.
    starts.delete(id);
    uploads.remove(id);
    upload
        .parts()
        .forEach(
            part -> {
              parts.delete(Integer.toString(part.number()));
              blobs.discard(part.blob());
            });
  }

  /** All uploads, in the order of their keys and then of their beginning. */
  synchronized List<Upload.Start> all() {
    return uploads.values().stream()
        .map(Upload::start)
        .sorted(Comparator.comparing(Upload.Start::key).thenComparing(Upload.Start::initiated))
        .toList();
  }

  private StateStore parts(String id) {
    return new StateStore(folder.resolve(id + "-parts"));
  }
}

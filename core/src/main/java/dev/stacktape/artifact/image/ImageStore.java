package dev.stacktape.artifact.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.artifact.ContentChangedException;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.image.HashedLayer.HashedFile;
import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import dev.stacktape.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of built images: blobs under their digests, and beside them what was built of which
 * content. Everything is written whole or not at all; runs may share the folder.
 */
final class ImageStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT = 10;

  private final Path directory;

  ImageStore(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** The file of a blob, {@code sha256:...}. */
  Path blob(String digest) {
    return directory.resolve("blobs").resolve(digest.replace(':', '-'));
  }

  /** A layer, kept from an earlier run or written now. */
  StoredLayer layer(HashedLayer layer) throws IOException {
    Path receipt = directory.resolve("layers").resolve(layer.digest() + ".json");
    Optional<StoredLayer> kept = read(receipt, StoredLayer.class);
    if (kept.isPresent() && isThere(kept.get().digest(), kept.get().size())) {
      return kept.get();
    }
    Path part = AtomicFile.beside(blob("sha256:new"));
    try {
      StoredLayer written = LayerWriter.write(layer, directory, part);
      for (HashedFile file : layer.files()) {
        if (!file.isUnchanged()) {
          throw new ContentChangedException(file.file().path());
        }
      }
      AtomicFile.move(part, blob(written.digest()));
      AtomicFile.write(receipt, JSON.writeValueAsString(written));
      return written;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Keeps a small document, and says where. */
  LayerReference document(String text, String mediaType) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String digest = "sha256:" + new Sha256().with(text);
    if (!isThere(digest, bytes.length)) {
      AtomicFile.write(blob(digest), text);
    }
    return new LayerReference(digest, bytes.length, mediaType);
  }

  /** The image of this content, if it was built and all of it is still there. */
  Optional<StoredImage> image(String contentDigest) throws IOException {
    Optional<StoredImage> kept = read(receipt(contentDigest), StoredImage.class);
    if (kept.isEmpty()) {
      return kept;
    }
    for (LayerReference blob : kept.get().own()) {
      if (!isThere(blob.digest(), blob.size())) {
        return Optional.empty();
      }
    }
    return kept;
  }

  void keep(String contentDigest, StoredImage image) throws IOException {
    AtomicFile.write(receipt(contentDigest), JSON.writeValueAsString(image));
  }

  /** Deletes all but the images of this content, the last few, and what they are made of. */
  void tidy(Set<String> contentDigests) throws IOException {
    List<Path> receipts = new ArrayList<>(files("images"));
    receipts.removeIf(
        receipt -> contentDigests.contains(receipt.getFileName().toString().replace(".json", "")));
    receipts.sort(Comparator.comparing(ImageStore::modified).reversed());
    for (Path old : receipts.subList(Math.min(KEPT, receipts.size()), receipts.size())) {
      Files.deleteIfExists(old);
    }
    Set<String> needed = new HashSet<>();
    for (Path receipt : files("images")) {
      read(receipt, StoredImage.class)
          .ifPresent(image -> image.own().forEach(blob -> needed.add(blob.digest())));
    }
    for (Path receipt : files("layers")) {
      Optional<StoredLayer> layer = read(receipt, StoredLayer.class);
      if (layer.isEmpty() || !needed.contains(layer.get().digest())) {
        Files.deleteIfExists(receipt);
      }
    }
    for (Path blob : files("blobs")) {
      String name = blob.getFileName().toString();
      if (!name.endsWith(".part") && !needed.contains(name.replaceFirst("-", ":"))) {
        Files.deleteIfExists(blob);
      }
    }
  }

  private Path receipt(String contentDigest) {
    return directory.resolve("images").resolve(contentDigest + ".json");
  }

  private boolean isThere(String digest, long size) throws IOException {
    Path file = blob(digest);
    return Files.isRegularFile(file) && Files.size(file) == size;
  }

  private List<Path> files(String folder) throws IOException {
    Path path = directory.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    return Files.isRegularFile(file)
        ? Optional.of(JSON.readValue(Files.readAllBytes(file), type))
        : Optional.empty();
  }
}

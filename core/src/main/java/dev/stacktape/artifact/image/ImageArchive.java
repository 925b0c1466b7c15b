package dev.stacktape.artifact.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.RemoteManifest;
import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import dev.stacktape.artifact.registry.RemoteManifest.PlatformReference;
import dev.stacktape.file.AtomicFile;
import dev.stacktape.file.Folders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in a tar, as builders write it: in OCI's layout, or in the older form of {@code docker
 * save}, whose layers are not compressed.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image
 *     layout</a>
 */
final class ImageArchive {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

  private final ImageStore store;
  private final String architecture;

  ImageArchive(ImageStore store, String architecture) {
    this.store = store;
    this.architecture = architecture;
  }

  /** Takes the image over into the store. */
  StoredImage take(Path archive) throws IOException {
    Path folder = Files.createTempDirectory(store.directory(), "archive");
    try {
      unpack(archive, folder);
      return Files.isRegularFile(folder.resolve("index.json"))
          ? fromLayout(folder)
          : fromDocker(folder);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(archive + " has an entry that leads out of it");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          // Older Docker shares layers between images this way.
          Path shared = target.resolveSibling(entry.getLinkName()).normalize();
          if (shared.startsWith(folder) && Files.exists(shared)) {
            Files.copy(shared, target);
          }
        } else {
          Files.createDirectories(parent(target));
          Files.copy(tar, target);
        }
      }
    }
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException("No folder for " + file);
    }
    return parent;
  }

  // ---- OCI's layout ----

  private StoredImage fromLayout(Path folder) throws IOException {
    RemoteManifest index =
        RemoteManifest.read(Files.readString(folder.resolve("index.json")), "index");
    String digest = choose(index);
    String text = Files.readString(blob(folder, digest));
    RemoteManifest manifest = RemoteManifest.read(text, digest);
    if (manifest.isList()) {
      digest = choose(manifest);
      text = Files.readString(blob(folder, digest));
      manifest = RemoteManifest.read(text, digest);
    }
    List<LayerReference> own = new ArrayList<>();
    for (LayerReference layer : manifest.layers()) {
      keep(blob(folder, layer.digest()), layer.digest());
      own.add(layer);
    }
    Path config = blob(folder, manifest.config());
    own.add(new LayerReference(manifest.config(), Files.size(config), CONFIG));
    keep(config, manifest.config());
    return new StoredImage(digest, manifest.mediaType(), text, own, List.of(), "");
  }

  private String choose(RemoteManifest list) {
    return list.platforms().stream()
        .filter(image -> image.architecture().equals(Platforms.dockerWord(architecture)))
        .findFirst()
        .or(() -> list.platforms().stream().findFirst())
        .map(PlatformReference::digest)
        .orElse("");
  }

  private static Path blob(Path folder, String digest) throws IOException {
    Path file = folder.resolve("blobs").resolve(digest.replace(':', '/')).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new IOException("The image that was built lacks " + digest);
    }
    return file;
  }

  private void keep(Path file, String digest) throws IOException {
    Path target = store.blob(digest);
    if (!Files.isRegularFile(target)) {
      Files.createDirectories(parent(target));
      AtomicFile.move(file, target);
    }
  }

  // ---- the form of docker save ----

  private StoredImage fromDocker(Path folder) throws IOException {
    JsonNode image = JSON.readTree(Files.readString(folder.resolve("manifest.json"))).path(0);
    LayerReference config =
        store.document(Files.readString(inside(folder, image.path("Config").asText())), CONFIG);
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST);
    describe(manifest.putObject("config"), config);
    ArrayNode layers = manifest.putArray("layers");
    List<LayerReference> own = new ArrayList<>();
    for (JsonNode name : image.path("Layers")) {
      LayerReference layer = compressed(inside(folder, name.asText()));
      own.add(layer);
      describe(layers.addObject(), layer);
    }
    own.add(config);
    String text = JSON.writeValueAsString(manifest);
    return new StoredImage("sha256:" + new Sha256().with(text), MANIFEST, text, own, List.of(), "");
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new IOException("The image that was built lacks " + name);
    }
    return file;
  }

  private LayerReference compressed(Path tar) throws IOException {
    Path part = AtomicFile.beside(store.blob("sha256:new"));
    try {
      Sha256 sha256 = new Sha256();
      try (OutputStream out = sha256.over(Files.newOutputStream(part));
          OutputStream zipped = new GZIPOutputStream(out, 1 << 15)) {
        Files.copy(tar, zipped);
      }
      LayerReference layer = new LayerReference("sha256:" + sha256.hex(), Files.size(part), LAYER);
      AtomicFile.move(part, store.blob(layer.digest()));
      return layer;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void describe(ObjectNode node, LayerReference blob) {
    node.put("mediaType", blob.mediaType()).put("digest", blob.digest()).put("size", blob.size());
  }
}

package dev.stacktape.artifact.image;

import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import java.util.List;

/**
 * An image that was built: everything that a registry is sent.
 *
 * @param digest of the manifest, {@code sha256:...}
 * @param manifest its text, byte for byte
 * @param own blobs that lie in the store, the configuration among them
 * @param inherited layers that lie where the base image came from
 * @param base address of the base image by digest; empty when there is none
 */
record StoredImage(
    String digest,
    String mediaType,
    String manifest,
    List<LayerReference> own,
    List<LayerReference> inherited,
    String base) {
  StoredImage {
    own = List.copyOf(own);
    inherited = List.copyOf(inherited);
  }

  long sizeBytes() {
    return own.stream().mapToLong(LayerReference::size).sum()
        + inherited.stream().mapToLong(LayerReference::size).sum();
  }
}

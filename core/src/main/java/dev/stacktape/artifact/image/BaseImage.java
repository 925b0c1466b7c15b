package dev.stacktape.artifact.image;

import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import java.util.List;

/**
 * What an image stands on, for one platform.
 *
 * @param address where it is, by digest
 * @param mediaType of its manifest, which decides the form of what is built on it
 * @param layers from the bottom up
 * @param config its configuration, JSON
 */
record BaseImage(String address, String mediaType, List<LayerReference> layers, String config) {
  BaseImage {
    layers = List.copyOf(layers);
  }

  boolean isOci() {
    return mediaType.contains("oci");
  }
}

package dev.stacktape.artifact.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest of one image for one platform, or the list of those of several.
 *
 * @param digest such as {@code sha256:...}
 * @param mediaType what kind of manifest it is
 * @param config digest of the configuration; empty for a list
 * @param layers from the bottom up; empty for a list
 * @param platforms what is in the list; empty for the manifest of one image
 */
public record RemoteManifest(
    String digest,
    String mediaType,
    String config,
    List<LayerReference> layers,
    List<PlatformReference> platforms) {

  /**
   * A layer in a registry.
   *
   * @param digest of the compressed bytes
   * @param size in bytes
   */
  public record LayerReference(String digest, long size, String mediaType) {}

  /**
   * One of several images.
   *
   * @param architecture in Docker's words: {@code amd64} or {@code arm64}
   */
  public record PlatformReference(String os, String architecture, String digest) {}

  /**
   * Reads a manifest in Docker's form (version 2) or in OCI's.
   *
   * @param digest of the bytes as the registry has them
   * @throws IOException when it is of another form
   */
  public static RemoteManifest read(String json, String digest) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(json);
    List<LayerReference> layers = new ArrayList<>();
    for (JsonNode layer : manifest.path("layers")) {
      layers.add(
          new LayerReference(
              layer.path("digest").asText(),
              layer.path("size").asLong(),
              layer.path("mediaType").asText()));
    }
    List<PlatformReference> platforms = new ArrayList<>();
    for (JsonNode image : manifest.path("manifests")) {
      JsonNode platform = image.path("platform");
      platforms.add(
          new PlatformReference(
              platform.path("os").asText(),
              platform.path("architecture").asText(),
              image.path("digest").asText()));
    }
    String config = manifest.path("config").path("digest").asText();
    if (config.isEmpty() && platforms.isEmpty()) {
      throw new IOException("its manifest is of a form that is no longer used");
    }
    // Docker's forms say what they are; OCI's need not.
    String usual =
        "application/vnd.oci.image." + (platforms.isEmpty() ? "manifest" : "index") + ".v1+json";
    return new RemoteManifest(
        digest, manifest.path("mediaType").asText(usual), config, layers, platforms);
  }

  /** Whether it lists images rather than being one. */
  public boolean isList() {
    return !platforms.isEmpty();
  }
}

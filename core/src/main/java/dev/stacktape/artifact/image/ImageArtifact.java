package dev.stacktape.artifact.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An image that is ready to be deployed. */
public sealed interface ImageArtifact {

  /** The name of its spec. */
  String name();

  /** What stands for it in an unbound template. */
  String token();

  /**
   * An image that stays in a registry of somebody else's.
   *
   * @param reference what AWS pulls; by digest where the registry could be asked
   */
  record Elsewhere(String name, String token, String reference) implements ImageArtifact {}

  /**
   * An image of this content that the stack's repository has already.
   *
   * @param contentDigest SHA-256 of what is in it, 64 hexadecimal digits; its tag
   * @param digest of the manifest, {@code sha256:...}
   */
  record Stored(String name, String token, String contentDigest, String digest)
      implements ImageArtifact {}

  /**
   * An image on this machine.
   *
   * @param contentDigest SHA-256 of what is in it, 64 hexadecimal digits; becomes its tag
   * @param digest of the manifest, {@code sha256:...}
   * @param manifest its text, byte for byte
   * @param blobs all layers and the configuration
   * @param sizeBytes compressed, with the base image
   * @param reused whether an earlier run had built it
   */
  record Built(
      String name,
      String token,
      String contentDigest,
      String digest,
      String mediaType,
      String manifest,
      List<Blob> blobs,
      long sizeBytes,
      boolean reused)
      implements ImageArtifact {
    public Built {
      blobs = List.copyOf(blobs);
    }
  }

  /**
   * A part of an image.
   *
   * @param digest {@code sha256:...}
   * @param size in bytes
   * @param file where it is; a layer of a base image is fetched when it is asked for
   */
  record Blob(String digest, long size, BlobFile file) {}

  /** Brings a blob to this machine. */
  @FunctionalInterface
  interface BlobFile {
    /** The file, fetched if need be. */
    Path get() throws IOException;
  }
}

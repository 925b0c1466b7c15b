package dev.stacktape.artifact;

import java.nio.file.Path;

/**
 * A built thing, named by its content.
 *
 * @param name the name of its {@link ArtifactSpec}
 * @param digest SHA-256 of what is in it (sorted paths, modes and contents), 64 hexadecimal digits
 * @param file the zip to upload
 * @param sizeBytes of the zip
 * @param unpackedBytes what Lambda counts against its 250 MB limit
 * @param reused whether the zip of an earlier run with the same content was kept
 */
public record Artifact(
    String name, String digest, Path file, long sizeBytes, long unpackedBytes, boolean reused) {

  /** Where it goes in the deployment bucket. */
  public String key() {
    return name + "/" + digest + ".zip";
  }
}

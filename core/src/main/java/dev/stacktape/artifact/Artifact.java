package dev.stacktape.artifact;

import java.nio.file.Path;

/**
 * A built thing, named by its content. The digest determines the bytes of the zip: whoever builds
 * the same content, on whatever machine, gets the same {@link #codeSha256()}.
 *
 * @param name the name of its {@link ArtifactSpec}
 * @param digest SHA-256 of what is in it (sorted paths, modes and contents), 64 hexadecimal digits
 * @param file the zip to upload; artifacts with the same content share it
 * @param sizeBytes of the zip
 * @param unpackedBytes what Lambda counts against its 250 MB limit
 * @param codeSha256 SHA-256 of the zip in base64, as Lambda reports it in {@code CodeSha256}
 * @param reused whether the zip of an earlier run with the same content was kept
 */
public record Artifact(
    String name,
    String digest,
    Path file,
    long sizeBytes,
    long unpackedBytes,
    String codeSha256,
    boolean reused) {

  /**
   * Where it goes in the deployment bucket. It depends on nothing but the content, so that
   * functions with the same content share one object.
   */
  public String key() {
    return "artifacts/" + digest + ".zip";
  }
}

package dev.stacktape.plan;

import dev.stacktape.artifact.Artifact;

/**
 * Code of a function that is in the deployment bucket.
 *
 * @param name of the artifact, which is that of the resource
 * @param key in the deployment bucket
 * @param codeSha256 SHA-256 of the zip in base64, as Lambda reports it
 */
public record StoredCode(String name, String key, String codeSha256) {
  /** What an artifact becomes by being uploaded. */
  public static StoredCode of(Artifact artifact) {
    return new StoredCode(artifact.name(), artifact.key(), artifact.codeSha256());
  }
}

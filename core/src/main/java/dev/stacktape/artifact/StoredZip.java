package dev.stacktape.artifact;

import java.nio.file.Path;

/**
 * A zip in the {@link ZipStore}.
 *
 * @param codeSha256 of the file, in base64
 * @param reused whether it was there before
 */
record StoredZip(Path file, long sizeBytes, String codeSha256, boolean reused) {}

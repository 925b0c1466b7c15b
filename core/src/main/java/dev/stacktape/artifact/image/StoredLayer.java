package dev.stacktape.artifact.image;

/**
 * A layer as it goes to a registry.
 *
 * @param digest of the compressed bytes, {@code sha256:...}
 * @param size of the compressed bytes
 * @param diffId digest of the tar, {@code sha256:...}
 */
record StoredLayer(String digest, long size, String diffId) {}

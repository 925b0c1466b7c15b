package dev.stacktape.local.lambda;

/**
 * A zip that was uploaded.
 *
 * @param sha256 of the zip, in base64 as AWS shows it
 * @param size of the zip in bytes
 * @param key names the zip in the {@link CodeStore}
 */
record Code(String sha256, long size, String key) {}

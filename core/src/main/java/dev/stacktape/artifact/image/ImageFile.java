package dev.stacktape.artifact.image;

import java.nio.file.Path;

/**
 * A file of an image.
 *
 * @param path in the image, absolute
 * @param source where its bytes are
 * @param executable whether it may be run
 */
record ImageFile(String path, Path source, boolean executable) {}

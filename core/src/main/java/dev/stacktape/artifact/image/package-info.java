/**
 * Container images, built without a Docker daemon wherever the program is source code of ours to
 * package. An image is named twice: by the content that goes in, which any machine works out before
 * it builds, and by the digest of its manifest, which registries know.
 */
@NullMarked
package dev.stacktape.artifact.image;

import org.jspecify.annotations.NullMarked;

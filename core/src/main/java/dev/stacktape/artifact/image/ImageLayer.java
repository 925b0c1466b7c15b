package dev.stacktape.artifact.image;

import java.util.List;

/**
 * Files that change together.
 *
 * @param name what they are, for the image's history; such as {@code dependencies}
 * @param packed whether the files are compressed already, so that trying hard is lost time
 */
record ImageLayer(String name, List<ImageFile> files, boolean packed) {
  ImageLayer {
    files = List.copyOf(files);
  }
}

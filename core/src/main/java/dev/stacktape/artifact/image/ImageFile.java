package dev.stacktape.artifact.image;

import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Source;
import java.util.List;

/**
 * A file of an image.
 *
 * @param path in the image, absolute
 * @param source where its bytes are
 * @param executable whether it may be run
 */
record ImageFile(String path, Source source, boolean executable) {

  /** A part of a package, below a folder of the image. */
  static ImageFile of(String folder, Part part) {
    return new ImageFile(folder + "/" + part.path(), part.source(), part.mode() == Part.EXECUTABLE);
  }

  /** The same for all parts. */
  static List<ImageFile> of(String folder, List<Part> parts) {
    return parts.stream().map(part -> of(folder, part)).toList();
  }
}

package dev.stacktape.artifact.image;

import dev.stacktape.problem.Problems;
import java.io.IOException;

/** How one image comes about. */
interface Recipe {

  /**
   * Finds out what goes in.
   *
   * @param problems warnings; errors are thrown as {@link dev.stacktape.problem.StacktapeException}
   *     or reported here
   */
  Prepared prepare(Problems problems) throws IOException;

  /** What goes in. */
  interface Prepared {
    /** SHA-256 of it, 64 hexadecimal digits. */
    String contentDigest();

    /** Builds the image. */
    StoredImage build() throws IOException;
  }
}

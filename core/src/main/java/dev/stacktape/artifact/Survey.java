package dev.stacktape.artifact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen while an artifact was put together, for the checks that depend on the function that
 * it is for.
 *
 * @param newestClass the class of the user that needs the newest Java, null when there is none
 * @param libraries shared libraries for Linux
 */
public record Survey(@Nullable Compiled newestClass, List<NativeLibrary> libraries) {
  /**
   * A class and the Java release that it was compiled for.
   *
   * @param path in the artifact
   */
  record Compiled(String path, int release) {}
}

package dev.stacktape.esbuild;

import java.nio.file.Path;

/**
 * Brings a jar when it is first needed. Under Maven it asks the Maven repository, with the mirrors
 * and proxies of the user's settings; the engine itself knows no repository.
 */
@FunctionalInterface
public interface Libraries {

  /** No jar can be had, and why; the message stands in a hint. */
  final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason) {
      super(reason);
    }
  }

  /**
   * The jar of an artifact, without what it depends on.
   *
   * @param coordinates {@code groupId:artifactId:version}
   */
  Path jar(String coordinates) throws Unavailable;

  /** Where nothing can be resolved. */
  static Libraries none() {
    return coordinates -> {
      throw new Unavailable("there is no repository to take " + coordinates + " from");
    };
  }
}

package dev.stacktape.artifact.image;

/** The words for processors: AWS's, and those of images. */
final class Platforms {
  private Platforms() {}

  /** {@code amd64} for {@code x86_64}; {@code arm64} is the same in both. */
  static String dockerWord(String architecture) {
    return architecture.equals("x86_64") ? "amd64" : architecture;
  }
}

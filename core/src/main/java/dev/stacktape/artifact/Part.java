package dev.stacktape.artifact;

/**
 * One file of an artifact.
 *
 * @param path in the zip, with {@code /} between its names
 * @param mode Unix type and permissions: one of the constants
 * @param source its bytes
 */
record Part(String path, int mode, Source source) {
  static final int FILE = 0100644;
  static final int EXECUTABLE = 0100755;
  static final int LINK = 0120777;

  /** The last name of the path. */
  String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean isLink() {
    return mode == LINK;
  }
}

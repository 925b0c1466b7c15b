package dev.stacktape.artifact;

/**
 * One file of an artifact.
 *
 * @param path in the zip, with {@code /} between its names
 * @param mode Unix type and permissions: one of the constants
 * @param source its bytes
 */
public record Part(String path, int mode, Source source) {
  public static final int FILE = 0100644;
  public static final int EXECUTABLE = 0100755;
  public static final int LINK = 0120777;

  /** A file of the package with the bytes that were made for it. */
  public static Part made(String path, byte[] bytes) {
    return new Part(path, FILE, new Source.InMemory(bytes));
  }

  /** The same file at another place. */
  public Part at(String otherPath) {
    return new Part(otherPath, mode, source);
  }

  /** The last name of the path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether it is a symbolic link. */
  public boolean isLink() {
    return mode == LINK;
  }
}

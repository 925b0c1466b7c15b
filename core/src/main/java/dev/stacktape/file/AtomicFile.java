package dev.stacktape.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all. */
public final class AtomicFile {
  private AtomicFile() {}

  /** A new file beside {@code file}, to be written and then moved there. */
  public static Path beside(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("No folder for " + file);
    }
    Files.createDirectories(folder);
    return Files.createTempFile(folder, ".", ".part");
  }

  /** Writes a file so that it is there whole, or as it was. */
  public static void write(Path file, String text) throws IOException {
    Path part = beside(file);
    try {
      Files.writeString(part, text);
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Gives a file that is whole its name. */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

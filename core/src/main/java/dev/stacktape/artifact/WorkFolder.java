package dev.stacktape.artifact;

import dev.stacktape.file.Folders;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder of results that are kept by what they depend on. A result gets its name only when it is
 * whole, so that runs may share the folder, and one that was killed leaves nothing that is read.
 */
public record WorkFolder(Path path) {

  /** Makes a result in the empty folder that it is given. */
  @FunctionalInterface
  public interface Maker {
    /** Whether it is to be kept; what is not is thrown away. */
    boolean make(Path folder) throws IOException;
  }

  /**
   * The result that is kept under {@code name}, made when there is none.
   *
   * @param again whether to make it even when there is one
   * @return a folder, which is not there when nothing was to be kept
   */
  public Path result(String name, boolean again, Maker maker) throws IOException {
    Path kept = path.resolve(name);
    if (Files.isDirectory(kept) && !again) {
      return kept;
    }
    Files.createDirectories(path);
    Path fresh = Files.createTempDirectory(path, "new");
    try {
      if (maker.make(fresh)) {
        if (again) {
          Folders.delete(kept);
        }
        move(fresh, kept);
      }
      return kept;
    } finally {
      Folders.delete(fresh);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(to)) {
        throw e;
      }
      // Another run was faster, with the same result.
    }
  }
}

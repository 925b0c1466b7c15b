package dev.stacktape.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that a program may read from. Links are followed before a path is judged, so that none
 * leads out of it. Installed packages may also lie above it, as npm workspaces have them.
 */
public final class ProjectFolder {
  private final Path root;
  private final Path workingDirectory;

  /**
   * @param workingDirectory what messages name files relative to, where they lie in it
   */
  public ProjectFolder(Path folder, Path workingDirectory) {
    this.root = real(folder);
    this.workingDirectory = real(workingDirectory);
  }

  /** The folder itself, without links. */
  public Path root() {
    return root;
  }

  /** Whether a program may read a file or folder; one that does not exist is judged by its path. */
  public boolean contains(Path path) {
    Path real = real(path);
    if (real.startsWith(root)) {
      return true;
    }
    for (Path above = root; above != null; above = above.getParent()) {
      if (real.startsWith(above.resolve("node_modules"))) {
        return true;
      }
    }
    return false;
  }

  /** How messages name a file, with slashes. */
  public String nameOf(Path file) {
    Path real = real(file);
    Path shown =
        real.startsWith(workingDirectory)
            ? workingDirectory.relativize(real)
            : real.startsWith(root) ? root.relativize(real) : real;
    return shown.toString().replace('\\', '/');
  }

  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path existing = absolute; existing != null; existing = existing.getParent()) {
      if (Files.exists(existing)) {
        try {
          return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
        } catch (IOException e) {
          return absolute;
        }
      }
    }
    return absolute;
  }
}

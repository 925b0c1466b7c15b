package dev.stacktape.mcp.project;

import dev.stacktape.mcp.tool.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The one folder that the server works for. Nothing outside of it is read for an agent. */
public final class ProjectFolder {
  private final Path root;

  private ProjectFolder(Path root) {
    this.root = root;
  }

  /** The folder, with symbolic links resolved. */
  public static ProjectFolder at(Path folder) throws IOException {
    return new ProjectFolder(folder.toRealPath());
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /**
   * A file or folder in it.
   *
   * @param path relative to the folder, or absolute inside of it
   * @throws Refusal {@code PATH_OUTSIDE_PROJECT}, also when a symbolic link leads out; {@code
   *     PATH_NOT_FOUND}
   */
  public Path existing(String path) {
    return existing(root, path);
  }

  /** The same, with a path relative to a folder of the project. */
  public Path existing(Path base, String path) {
    try {
      Path asked = base.resolve(path).normalize();
      if (!asked.startsWith(root)) {
        throw outside(path);
      }
      // First, so that nobody learns through a link what there is elsewhere.
      if (!contains(asked)) {
        throw outside(path);
      }
      if (!Files.exists(asked)) {
        throw new Refusal(
            "PATH_NOT_FOUND",
            "There is no `" + path + "` in the project.",
            "Paths are relative to " + root + ".",
            "Call describe_project to see which configs there are.");
      }
      return asked;
    } catch (InvalidPathException unusable) {
      throw outside(path);
    }
  }

  /** Whether a path leads into the folder, with the links of that part followed that is there. */
  boolean contains(Path path) {
    Path there = path.toAbsolutePath().normalize();
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    try {
      return there != null && there.toRealPath().startsWith(root);
    } catch (IOException leadsNowhere) {
      return false;
    }
  }

  private static Refusal outside(String path) {
    return new Refusal(
        "PATH_OUTSIDE_PROJECT",
        "`" + path + "` is not inside of the project folder.",
        "The server was started for one folder, and looks at nothing else.",
        "Use a path inside of the project, or have the user start the server for the other"
            + " folder.");
  }
}

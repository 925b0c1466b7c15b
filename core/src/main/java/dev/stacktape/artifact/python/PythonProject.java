package dev.stacktape.artifact.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the modules of a Python program are found in.
 *
 * @param root absolute
 * @param manifest the file in it that lists the dependencies, absolute; null when there is none
 */
public record PythonProject(Path root, @Nullable Path manifest) {

  /** What lists dependencies exactly goes before what only limits them. */
  private static final List<String> MANIFESTS =
      List.of("uv.lock", "requirements.txt", "pyproject.toml", "Pipfile.lock", "Pipfile");

  /**
   * The project that {@code entryFile} belongs to: the nearest folder above it that lists
   * dependencies, else the folder that its package lies in.
   *
   * @param directory the folder of the config, at which the search ends
   * @param manifest the file that lists the dependencies, when the config names one
   */
  public static PythonProject of(Path entryFile, Path directory, @Nullable Path manifest) {
    Path folder = parent(entryFile);
    if (manifest != null) {
      boolean above = entryFile.startsWith(parent(manifest));
      return new PythonProject(above ? parent(manifest) : withoutPackages(folder), manifest);
    }
    for (Path place = folder; place != null; place = place.getParent()) {
      for (String name : MANIFESTS) {
        if (Files.isRegularFile(place.resolve(name))) {
          return new PythonProject(place, place.resolve(name));
        }
      }
      if (place.equals(directory) || !place.startsWith(directory)) {
        break;
      }
    }
    return new PythonProject(withoutPackages(folder), null);
  }

  /** A folder with an {@code __init__.py} is a package, whose modules import each other by it. */
  private static Path withoutPackages(Path folder) {
    Path root = folder;
    while (Files.isRegularFile(root.resolve("__init__.py"))) {
      root = parent(root);
    }
    return root;
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  /** The path of a module as Lambda names it, such as {@code src/app}. */
  public String moduleOf(Path file) {
    String path = root.relativize(file).toString().replace('\\', '/');
    return path.substring(0, path.lastIndexOf('.'));
  }
}

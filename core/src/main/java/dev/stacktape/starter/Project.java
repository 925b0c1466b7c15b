package dev.stacktape.starter;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The project that gets a config.
 *
 * @param directory the folder that the config is written to
 * @param name such as {@code orders}
 * @param sourceRoots folders with Java sources, of all modules; absolute
 * @param javaPackage the package for new sources, null where the folder is no module that compiles
 *     Java
 */
public record Project(
    Path directory, String name, List<Path> sourceRoots, @Nullable String javaPackage) {
  public Project {
    directory = directory.toAbsolutePath().normalize();
    sourceRoots = List.copyOf(sourceRoots);
  }
}

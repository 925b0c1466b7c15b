package dev.stacktape.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Maven module as the engine sees it: what was compiled, and what it needs at run time. The
 * engine never runs Maven; the Maven plugin fills this in.
 *
 * @param id {@code groupId:artifactId}
 * @param directory the module's folder, absolute
 * @param sourceRoots such as {@code src/main/java}, absolute
 * @param classesDirectory compiled classes and resources, absolute; may not exist yet
 * @param release {@code maven.compiler.release} or its equivalent, 0 when the module does not say
 * @param outputTimestamp {@code project.build.outputTimestamp} when set
 * @param runtimeClasspath what the module needs at run time, its own classes excluded, in classpath
 *     order; asked for only when code is packaged, and may report problems
 */
public record JavaModule(
    String id,
    Path directory,
    List<Path> sourceRoots,
    Path classesDirectory,
    int release,
    @Nullable Instant outputTimestamp,
    Supplier<List<Dependency>> runtimeClasspath) {

  /** The innermost module that a file lies in, links followed. */
  public static Optional<JavaModule> innermost(List<JavaModule> modules, Path file) {
    Path real = real(file);
    return modules.stream()
        .filter(module -> real.startsWith(real(module.directory())))
        .max(Comparator.comparingInt(module -> real(module.directory()).getNameCount()));
  }

  /** Links followed, as far as there is something. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // what is not there has no links to follow
    }
  }

  /**
   * One entry of the runtime classpath.
   *
   * @param id {@code groupId:artifactId:version}, with {@code :classifier} when there is one
   * @param path a jar, or the classes folder of a sibling module that was only compiled
   */
  public record Dependency(String id, Path path) {}
}

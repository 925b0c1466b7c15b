package dev.stacktape.maven;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Has classes linked that an archive of classes is to keep. The JVM leaves out what was loaded but
 * never linked, such as exceptions that were never thrown, and loads it from its jar each time.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350, dynamic CDS archives</a>
 */
final class LoadedClasses {
  /** A line of {@code -Xlog:class+load} about a class that came out of a file. */
  private static final Pattern FROM_FILE =
      Pattern.compile("\\[class,load] ([^\\s/]+) source: (?!shared objects file|jrt:|__).*");

  private final List<ClassLoader> loaders;

  /** Links classes of these loaders. */
  LoadedClasses(ClassLoader... loaders) {
    this.loaders = List.of(loaders);
  }

  /** Links what a log of the JVM says was loaded. */
  void link(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      lines
          .map(FROM_FILE::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .forEach(this::link);
    }
  }

  /**
   * Loads and links the classes below a folder of the jar that a class comes from: what a goal
   * needs that was not run.
   *
   * @param left a folder below it that is left out
   */
  void link(Class<?> inJar, String folder, String left) throws IOException {
    Path jar;
    try {
      jar = Path.of(inJar.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException unreadable) {
      throw new IOException(unreadable);
    }
    if (!Files.isRegularFile(jar)) {
      return;
    }
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(inside.getPath("/" + folder))) {
      files
          .filter(file -> file.toString().endsWith(".class") && !file.startsWith("/" + left))
          .map(file -> file.toString().substring(1).replace(".class", "").replace('/', '.'))
          .forEach(this::link);
    }
  }

  private void link(String name) {
    for (ClassLoader loader : loaders) {
      try {
        // Asking for constructors links a class without initializing it.
        var unused = Class.forName(name, false, loader).getDeclaredConstructors();
        return;
      } catch (ClassNotFoundException | LinkageError notHere) {
        // Of another loader, or needs a library that is not there: it is loaded as ever then.
      }
    }
  }
}

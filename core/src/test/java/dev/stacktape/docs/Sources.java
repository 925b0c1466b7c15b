package dev.stacktape.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The main code of all modules, as text. */
record Sources(List<Source> files) {
  /** The folder of the whole project; tests run in that of their module. */
  static final Path PROJECT = Path.of("..");

  private static final List<String> MODULES = List.of("core", "local-aws", "maven-plugin");

  /**
   * One file.
   *
   * @param path below the project's folder
   */
  record Source(Path path, String text) {
    String module() {
      return path.getName(0).toString();
    }

    /** The package without what all packages begin with; empty for the root. */
    String family() {
      Path folder = path.getParent();
      Path root = Path.of(module(), "src", "main", "java", "dev", "stacktape");
      return root.relativize(folder).toString().replace('\\', '.').replace('/', '.');
    }
  }

  static Sources ofAllModules() {
    return new Sources(MODULES.stream().flatMap(Sources::of).toList());
  }

  /** The files in which a pattern is found. */
  List<Source> matching(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return files.stream().filter(file -> compiled.matcher(file.text()).find()).toList();
  }

  private static Stream<Source> of(String module) {
    try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(Sources::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source read(Path file) {
    try {
      return new Source(PROJECT.relativize(file), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

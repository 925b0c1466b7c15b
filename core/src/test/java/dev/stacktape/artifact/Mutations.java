package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Each file of a project is changed, renamed and deleted in turn, and a new one is put beside it. A
 * digest changes when a file that is packaged does, and at no other time.
 *
 * @param digest of what the project is packaged to now, or what keeps it from being packaged
 */
record Mutations(Path project, Supplier<String> digest) {

  /**
   * Tries all of them.
   *
   * @param packaged the files that are in the artifact
   * @param named files that are not in it but have to be there
   * @param taken whether a new file at a path gets into it
   */
  void of(Set<String> packaged, Set<String> named, Function<String, Boolean> taken) {
    String before = digest.get();
    assertThat(digest.get()).isEqualTo(before);
    for (String path : files()) {
      Path file = project.resolve(path);
      byte[] content = read(file);

      write(file, changed(path, content));
      assertThat(!digest.get().equals(before))
          .as("%s changed", path)
          .isEqualTo(packaged.contains(path));

      delete(file);
      boolean matters = packaged.contains(path) || named.contains(path);
      assertThat(!digest.get().equals(before)).as("%s deleted", path).isEqualTo(matters);

      Path renamed = file.resolveSibling("renamed-" + file.getFileName());
      write(renamed, content);
      assertThat(!digest.get().equals(before))
          .as("%s renamed", path)
          .isEqualTo(matters || taken.apply(relative(renamed)));

      write(file, content);
      assertThat(!digest.get().equals(before))
          .as("%s put beside %s", renamed.getFileName(), path)
          .isEqualTo(taken.apply(relative(renamed)));

      delete(renamed);
      assertThat(digest.get()).as("%s as it was", path).isEqualTo(before);
    }
  }

  /** Still of its kind, and of the same length where length might be all that is looked at. */
  private static byte[] changed(String path, byte[] content) {
    String text = new String(content, ISO_8859_1);
    String other =
        path.endsWith(".ts")
            ? text.replace("statusCode: 400", "statusCode: 404").replace("'-')", "'_')")
            : text.endsWith("\n")
                ? text.substring(0, text.length() - 1) + " "
                : text.substring(0, text.length() - 1) + "z";
    return other.getBytes(ISO_8859_1);
  }

  private Set<String> files() {
    try (Stream<Path> files = Files.walk(project)) {
      return new TreeSet<>(files.filter(Files::isRegularFile).map(this::relative).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String relative(Path file) {
    return project.relativize(file).toString().replace('\\', '/');
  }

  /** Copies all files of a folder. */
  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(to.resolve(from.relativize(file).toString()), read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

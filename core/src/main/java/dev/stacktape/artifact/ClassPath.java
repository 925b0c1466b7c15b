package dev.stacktape.artifact;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds classes in folders and jars, the way the JVM is going to. Jars are opened when needed. */
final class ClassPath implements Closeable {
  private final List<Path> places;
  private final Map<Path, Optional<ZipFile>> open = new HashMap<>();
  private boolean incomplete;

  ClassPath(List<Path> places) {
    this.places = places;
  }

  /** Whether a place is missing or broken, so that what is not found may have been in it. */
  boolean isIncomplete() {
    return incomplete;
  }

  /** The first class of that name, with {@code /} between packages. */
  Optional<ClassFile> find(String name) throws IOException {
    String file = name + ".class";
    for (Path place : places) {
      Optional<ClassFile> found =
          Files.isDirectory(place) ? inFolder(place.resolve(file)) : inJar(place, file);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether {@code start} or anything that it extends or implements passes {@code test}. Where the
   * line leads to a class that is not here, such as one in a Lambda layer, nobody can know, and the
   * answer is yes.
   */
  boolean anyInLine(ClassFile start, Predicate<ClassFile> test) throws IOException {
    Set<String> seen = new HashSet<>(Set.of(start.name()));
    Deque<ClassFile> line = new ArrayDeque<>(List.of(start));
    while (!line.isEmpty()) {
      ClassFile current = line.remove();
      if (test.test(current)) {
        return true;
      }
      for (String parent : current.parents()) {
        if (seen.add(parent) && !parent.startsWith("java/")) {
          Optional<ClassFile> found = find(parent);
          if (found.isEmpty()) {
            return true;
          }
          line.add(found.get());
        }
      }
    }
    return false;
  }

  private static Optional<ClassFile> inFolder(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Optional.of(ClassFile.read(in));
    }
  }

  private Optional<ClassFile> inJar(Path jar, String file) throws IOException {
    Optional<ZipFile> zip = open.computeIfAbsent(jar, this::open);
    ZipEntry entry = zip.isEmpty() ? null : zip.get().getEntry(file);
    if (zip.isEmpty() || entry == null) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(zip.get().getInputStream(entry))) {
      return Optional.of(ClassFile.read(in));
    }
  }

  private Optional<ZipFile> open(Path jar) {
    try {
      return Optional.of(new ZipFile(jar.toFile()));
    } catch (IOException e) {
      incomplete = true; // the build of the artifact says what is wrong with the jar
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    for (Optional<ZipFile> zip : open.values()) {
      if (zip.isPresent()) {
        zip.get().close();
      }
    }
  }
}

package dev.stacktape.artifact;

import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether sources were changed after they had been compiled, which is easily forgotten. */
public final class Freshness {
  private static final List<String> LANGUAGES = List.of(".java", ".kt", ".scala", ".groovy");

  private Freshness() {}

  /** A warning when a source file of {@code module} is newer than all of its classes. */
  public static Optional<Problem> check(JavaModule module, BuildAdvice advice) throws IOException {
    Optional<Dated> source = newest(module.sourceRoots(), LANGUAGES);
    Optional<Dated> compiled = newest(List.of(module.classesDirectory()), List.of(".class"));
    if (source.isEmpty()
        || compiled.isEmpty()
        || source.get().time().compareTo(compiled.get().time()) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        ArtifactCode.ARTIFACT_NOT_RECOMPILED
            .warning(
                source.get().file().getFileName()
                    + " was changed after "
                    + module.id()
                    + " had been compiled.")
            .hint(advice.toCompile(module)));
  }

  private record Dated(Path file, FileTime time) {}

  private static Optional<Dated> newest(List<Path> roots, List<String> endings) throws IOException {
    List<Dated> found = new ArrayList<>();
    for (Path root : roots) {
      for (Path file : files(root, endings)) {
        found.add(new Dated(file, Files.getLastModifiedTime(file)));
      }
    }
    return found.stream().max(Comparator.comparing(Dated::time));
  }

  private static List<Path> files(Path root, List<String> endings) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> endings.stream().anyMatch(file.toString()::endsWith)).toList();
    }
  }
}

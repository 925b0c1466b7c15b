package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ImageSpec.SourceImage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files that a config adds to a program by patterns, and those that it leaves out. Patterns
 * count from the folder of the config; so do the places of the files in the image.
 */
final class ExtraFiles {
  private static final Set<String> NEVER = Set.of(".git", "node_modules", ".venv", "target");

  private final SourceImage spec;
  private final List<PathMatcher> included;
  private final List<PathMatcher> excluded;

  ExtraFiles(SourceImage spec) {
    this.spec = spec;
    this.included = matchers(spec.includeFiles());
    this.excluded = matchers(spec.excludeFiles());
  }

  private static List<PathMatcher> matchers(List<String> patterns) {
    return patterns.stream()
        .map(pattern -> pattern.startsWith("./") ? pattern.substring(2) : pattern)
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .toList();
  }

  boolean isExcluded(Path file) {
    return matches(excluded, file);
  }

  /** The files to add, in the order of their paths. */
  List<ImageFile> find() throws IOException {
    List<ImageFile> found = new ArrayList<>();
    if (included.isEmpty()) {
      return found;
    }
    Files.walkFileTree(
        spec.directory(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped =
                !folder.equals(spec.directory())
                    && NEVER.contains(String.valueOf(folder.getFileName()));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && matches(included, file) && !isExcluded(file)) {
              found.add(
                  new ImageFile(
                      ImagePlan.HOME + "/" + relative(file).toString().replace('\\', '/'),
                      file,
                      Files.isExecutable(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private boolean matches(List<PathMatcher> patterns, Path file) {
    return file.startsWith(spec.directory())
        && patterns.stream().anyMatch(pattern -> pattern.matches(relative(file)));
  }

  private Path relative(Path file) {
    return spec.directory().relativize(file);
  }
}

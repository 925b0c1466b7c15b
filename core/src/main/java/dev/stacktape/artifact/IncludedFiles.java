package dev.stacktape.artifact;

import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Predicate;

/** The files that one pattern of {@code includeFiles} adds. */
record IncludedFiles(Path directory, String pattern) {

  /** What stands on the way to a file from above is not part of its place in the package. */
  List<Part> parts(Problems problems) throws IOException {
    String fixed = Glob.fixedPart(pattern);
    Path base = directory.resolve(fixed).normalize();
    if (Files.isRegularFile(base)) {
      return file(base, fixed, problems);
    }
    if (!Files.isDirectory(base)) {
      return List.of();
    }
    Glob glob = Glob.of(pattern);
    boolean dependencies = pattern.contains("node_modules");
    String before = fixed.isEmpty() ? "" : fixed + "/";
    // Only what fits may be a problem: a link that leads out of the project need not concern
    // anybody.
    Predicate<String> welcome =
        path ->
            Files.isDirectory(base.resolve(path), LinkOption.NOFOLLOW_LINKS)
                ? dependencies || !path.endsWith("node_modules")
                : glob.matches(before + path);
    return Folder.parts(base, welcome, problems).stream()
        .map(part -> part.at(plain(before + part.path())))
        .toList();
  }

  private List<Part> file(Path file, String path, Problems problems) throws IOException {
    if (Unwanted.isSecret(plain(path))) {
      problems.add(Folder.secretsLeftOut(List.of(path)));
      return List.of();
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(Folder.part(plain(path), file, attributes));
  }

  /** A path without the steps up that it begins with. */
  private static String plain(String path) {
    return path.replaceAll("^(\\.\\./)+", "");
  }
}

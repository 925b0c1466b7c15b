package dev.stacktape.artifact;

import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

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
    boolean dependencies = fixed.contains("node_modules") || pattern.contains("node_modules");
    String before = fixed.isEmpty() ? "" : fixed + "/";
    List<Part> chosen = new ArrayList<>();
    Problems ofAll = new Problems();
    for (Part part :
        Folder.parts(base, path -> dependencies || !path.endsWith("node_modules"), ofAll)) {
      if (glob.matches(before + part.path())) {
        chosen.add(part.at(plain(before + part.path())));
      }
    }
    if (!chosen.isEmpty()) {
      problems.addAll(ofAll.sorted());
    }
    return chosen;
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

package dev.stacktape.artifact;

import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts together what the user built: a zip or jar as it is, a folder, or a single file. */
final class PrebuiltBuild implements Build {
  private final Path path;
  private final Problems problems = new Problems();

  PrebuiltBuild(Path path) {
    this.path = path;
  }

  @Override
  public Gathered gather() throws IOException {
    List<Part> parts = parts();
    if (parts.isEmpty() && !problems.hasErrors()) {
      problems.add(
          ArtifactCode.ARTIFACT_EMPTY
              .error(path + " has no files in it.")
              .hint("Build it first, or correct the path."));
    }
    return new Gathered(
        parts, DosTime.of(null), new Survey(null, libraries(parts)), problems.sorted());
  }

  private List<Part> parts() throws IOException {
    if (Files.isDirectory(path)) {
      return Folder.parts(path, problems);
    }
    if (!Files.isRegularFile(path)) {
      problems.add(
          ArtifactCode.ARTIFACT_PATH_MISSING
              .error("There is no file or folder " + path + ".")
              .hint("Build it first, or correct the path."));
      return List.of();
    }
    String name = path.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip") || lower.endsWith(".jar")) {
      return Archive.parts(path, problems);
    }
    return List.of(Folder.part(name, path, Files.readAttributes(path, BasicFileAttributes.class)));
  }

  private static List<NativeLibrary> libraries(List<Part> parts) throws IOException {
    List<NativeLibrary> libraries = new ArrayList<>();
    for (Part part : parts) {
      NativeLibrary library = NativeLibrary.of(part);
      if (library != null) {
        libraries.add(library);
      }
    }
    return libraries;
  }
}

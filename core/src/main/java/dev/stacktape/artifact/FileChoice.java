package dev.stacktape.artifact;

import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a config adds to a package, and what it takes away.
 *
 * @param directory the folder of the config, from which patterns count
 * @param include patterns of files to add; they keep their path below {@code directory}
 * @param exclude patterns of files to leave out, by their path in the package
 * @param excludedDependencies dependencies to leave out, as their language names them; may hold
 *     {@code *}
 */
public record FileChoice(
    Path directory, List<String> include, List<String> exclude, List<String> excludedDependencies) {

  public FileChoice {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    excludedDependencies = List.copyOf(excludedDependencies);
  }

  /** Adds and takes away nothing. */
  public static FileChoice none(Path directory) {
    return new FileChoice(directory, List.of(), List.of(), List.of());
  }

  /**
   * {@code parts} after both have been done. A file that is there already is not replaced, and what
   * may hold secrets is not added; that is a warning.
   *
   * @throws IOException when a folder cannot be read
   */
  public List<Part> applyTo(List<Part> parts, Problems problems) throws IOException {
    if (include.isEmpty() && exclude.isEmpty()) {
      return parts;
    }
    List<Part> chosen = new ArrayList<>(parts);
    Set<String> taken = new HashSet<>();
    parts.forEach(part -> taken.add(part.path()));
    for (String pattern : include) {
      List<Part> found = new IncludedFiles(directory, pattern).parts(problems);
      if (found.isEmpty()) {
        problems.add(
            ArtifactCode.ARTIFACT_NOTHING_INCLUDED
                .warning("No file fits `" + pattern + "` of includeFiles.")
                .hint("Patterns start from the folder of the config, " + directory + "."));
      }
      found.stream().filter(part -> taken.add(part.path())).forEach(chosen::add);
    }
    return applyExclusions(chosen);
  }

  /** {@code parts} without those that are excluded. */
  public List<Part> applyExclusions(List<Part> parts) {
    List<Glob> unwanted = exclude.stream().map(Glob::of).toList();
    return parts.stream()
        .filter(part -> unwanted.stream().noneMatch(glob -> glob.matches(part.path())))
        .toList();
  }

  /** Whether a dependency is to stay out. */
  public boolean excludes(String dependency) {
    return excludedDependencies.stream().anyMatch(name -> Glob.of(name).matches(dependency));
  }
}

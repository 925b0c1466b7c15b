package dev.stacktape.artifact.python;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be installed, in the lines of a requirements file.
 *
 * @param lines without comments
 * @param file the file that has them, null when they come from elsewhere
 * @param folder where paths in them count from
 * @param identity all that they depend on; what has the same identity installs the same
 * @param lasting false when they refer to folders and files that may change by themselves
 */
record Requirements(
    List<String> lines, @Nullable Path file, Path folder, String identity, boolean lasting) {

  Requirements {
    lines = List.copyOf(lines);
  }

  /** Requirements that refer to no files. */
  static Requirements of(List<String> lines, Path folder) {
    boolean lasting = lines.stream().noneMatch(RequirementsFile::namesAPath);
    return new Requirements(lines, null, folder, String.join("\n", lines), lasting);
  }

  boolean isEmpty() {
    return lines.stream().allMatch(line -> line.startsWith("-"));
  }
}

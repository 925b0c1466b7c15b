package dev.stacktape.artifact.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code requirements.txt} with the files that it includes.
 *
 * @see <a href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">its format</a>
 */
final class RequirementsFile {
  private static final Pattern INCLUDED =
      Pattern.compile("(?:-r|-c|--requirement|--constraint)[ =]?\\s*(\\S+)");
  private static final Pattern PATH =
      Pattern.compile(
          "(?:-e|--editable)\\b.*|(?:\\.{1,2}[/\\\\]|/|~|[A-Za-z]:\\\\).*|\\.{1,2}|.*file:.*");

  private static final Pattern LOCAL_WHEELS =
      Pattern.compile("(?:-f|--find-links)[ =]?\\s*(?!https?:).*");

  private RequirementsFile() {}

  static Requirements read(Path file) throws IOException {
    List<String> lines = lines(file);
    List<String> all = new ArrayList<>();
    collect(file, all, new LinkedHashSet<>());
    return new Requirements(
        lines,
        file,
        Objects.requireNonNull(file.getParent()),
        String.join("\n", all),
        all.stream().noneMatch(RequirementsFile::namesAPath));
  }

  /** Whether a line asks for something on this disk, which changes without the line. */
  static boolean namesAPath(String line) {
    return PATH.matcher(line).matches() || LOCAL_WHEELS.matcher(line).matches();
  }

  private static void collect(Path file, List<String> all, Set<Path> seen) throws IOException {
    if (!seen.add(file.normalize()) || !Files.isRegularFile(file)) {
      return;
    }
    for (String line : lines(file)) {
      all.add(line);
      Matcher included = INCLUDED.matcher(line);
      if (included.matches()) {
        collect(file.resolveSibling(included.group(1)), all, seen);
      }
    }
  }

  private static List<String> lines(Path file) throws IOException {
    String joined = Files.readString(file).replaceAll("\\\\\\r?\\n", " ");
    return joined
        .lines()
        .map(line -> line.replaceAll("(^|\\s)#.*$", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}

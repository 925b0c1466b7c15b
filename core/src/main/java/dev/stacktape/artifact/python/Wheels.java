package dev.stacktape.artifact.python;

import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.Folder;
import dev.stacktape.artifact.Part;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What wheels have left in a folder, without what depends on who installed them, and where:
 * compiled files, scripts with the path of a Python, records of files.
 *
 * @see <a
 *     href="https://packaging.python.org/en/latest/specifications/recording-installed-packages/">
 *     what installers write down</a>
 */
record Wheels(Path folder, FileChoice files) {
  private static final String INFO = ".dist-info";

  /** What code asks for while it runs, through {@code importlib.metadata}. */
  private static final Set<String> READ_AT_RUN_TIME =
      Set.of("METADATA", "entry_points.txt", "top_level.txt", "namespace_packages.txt");

  List<Part> parts(Problems problems) throws IOException {
    Set<String> excluded = filesOfExcluded();
    return files.applyExclusions(
        Folder.parts(folder, path -> !excluded.contains(path) && isWelcome(path), problems));
  }

  private static boolean isWelcome(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int info = path.indexOf(INFO + "/");
    if (info >= 0) {
      String inside = path.substring(info + INFO.length() + 1);
      return READ_AT_RUN_TIME.contains(inside) || inside.startsWith("licenses");
    }
    return !name.equals("__pycache__")
        && !name.endsWith(".pyc")
        && !path.equals("bin")
        && !path.equals(".lock")
        && !path.equals(Installer.LIST);
  }

  private Set<String> filesOfExcluded() throws IOException {
    Set<String> excluded = new HashSet<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        String name = String.valueOf(child.getFileName());
        if (name.endsWith(INFO) && files.excludes(distribution(name))) {
          addRecorded(child.resolve("RECORD"), excluded);
        }
      }
    }
    return excluded;
  }

  /** The normalized name in {@code Name_x-1.0.dist-info}. */
  private static String distribution(String infoFolder) {
    return infoFolder
        .substring(0, infoFolder.indexOf('-'))
        .replaceAll("[-_.]+", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static void addRecorded(Path record, Set<String> files) throws IOException {
    if (Files.isRegularFile(record)) {
      for (String line : Files.readAllLines(record)) {
        files.add(line.split(",", 2)[0].replace("\"", ""));
      }
    }
  }
}

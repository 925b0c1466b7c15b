package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.CONFIG_FORMAT_NOT_SUPPORTED;
import static dev.stacktape.config.ConfigCode.CONFIG_NOT_FOUND;
import static dev.stacktape.config.ConfigCode.CONFIG_SEVERAL_FILES;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds and opens the config of a project. */
public final class ConfigFiles {
  /** The names that are looked for, the first one found wins. */
  public static final List<String> NAMES =
      List.of(
          "stacktape.ts",
          "stacktape.yml",
          "stacktape.yaml",
          "stacktape.js",
          "stacktape.mjs",
          "stacktape.json");

  private static final Pattern PROGRAM = Pattern.compile(".*\\.[cm]?[jt]s");

  private ConfigFiles() {}

  /**
   * The config file in a folder, or null with a problem. Warns when there are several.
   *
   * <p>Reports {@code CONFIG_NOT_FOUND}, {@code CONFIG_SEVERAL_FILES}.
   */
  public static @Nullable Path find(Path directory, Problems problems) {
    List<String> found = present(NAMES, directory);
    if (!found.isEmpty()) {
      if (found.size() > 1) {
        problems.add(severalFiles(found));
      }
      return directory.resolve(found.get(0));
    }
    problems.add(notFound(directory));
    return null;
  }

  /**
   * Opens a config file, or reports why that is not possible.
   *
   * <p>Reports {@code CONFIG_UNREADABLE}, {@code CONFIG_TOO_LARGE}, {@code CONFIG_NOT_UTF8}, {@code
   * CONFIG_FORMAT_NOT_SUPPORTED}.
   *
   * @param workingDirectory what the file's name in messages is relative to
   */
  public static @Nullable ConfigSource open(Path file, Path workingDirectory, Problems problems) {
    String name = nameOf(file, workingDirectory);
    if (lowerName(file).endsWith(".py")) {
      problems.add(pythonNotSupported(name));
      return null;
    }
    try {
      Path directory = file.toAbsolutePath().normalize().getParent();
      return new ConfigSource(
          name, directory == null ? workingDirectory : directory, TextFile.read(file));
    } catch (TextFile.Unusable e) {
      problems.add(
          e.code()
              .error("The config `" + name + "` " + e.reason() + ".")
              .at(Location.of(name))
              .hint("A config is a text file in UTF-8. Is the path right?"));
      return null;
    }
  }

  /** The path as a user would write it: relative where the file is below the working directory. */
  static String nameOf(Path file, Path workingDirectory) {
    Path absolute = file.toAbsolutePath().normalize();
    Path base = workingDirectory.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }

  private static List<String> present(List<String> names, Path directory) {
    return names.stream().filter(name -> Files.exists(directory.resolve(name))).toList();
  }

  /** Whether a file is a program in TypeScript or JavaScript. */
  public static boolean isProgram(Path file) {
    return PROGRAM.matcher(lowerName(file)).matches();
  }

  private static String lowerName(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  private static Problem severalFiles(List<String> found) {
    return CONFIG_SEVERAL_FILES
        .warning(
            "There are several configs: %s. `%s` is read."
                .formatted(BindingReport.list(found), found.get(0)))
        .at(Location.of(found.get(0)))
        .hint("Remove the others, or name the one that you mean.");
  }

  private static Problem notFound(Path directory) {
    return CONFIG_NOT_FOUND
        .error(
            "There is no config in %s: none of %s exists."
                .formatted(directory.toAbsolutePath().normalize(), BindingReport.list(NAMES)))
        .hint(
            "Create `stacktape.yml` with `resources:` and one resource below it, or name the config"
                + " that you mean.");
  }

  private static Problem pythonNotSupported(String name) {
    return CONFIG_FORMAT_NOT_SUPPORTED
        .error("`" + name + "` is a program in Python, in which configs are not written.")
        .at(Location.of(name))
        .hint("Write the config in YAML, JSON, TypeScript or JavaScript.");
  }
}

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
import org.jspecify.annotations.Nullable;

/** Finds and opens the config of a project. */
public final class ConfigFiles {
  /** The names that are looked for, the first one found wins. */
  public static final List<String> NAMES =
      List.of("stacktape.yml", "stacktape.yaml", "stacktape.json");

  private static final List<String> CODE_NAMES = List.of("stacktape.ts", "stacktape.js");

  private ConfigFiles() {}

  /**
   * The config file in a folder, or null with a problem. Warns when there are several.
   *
   * <p>Reports {@code CONFIG_NOT_FOUND}, {@code CONFIG_SEVERAL_FILES}, {@code
   * CONFIG_FORMAT_NOT_SUPPORTED}.
   */
  public static @Nullable Path find(Path directory, Problems problems) {
    List<String> found = present(NAMES, directory);
    if (!found.isEmpty()) {
      if (found.size() > 1) {
        problems.add(severalFiles(found));
      }
      return directory.resolve(found.get(0));
    }
    List<String> code = present(CODE_NAMES, directory);
    problems.add(code.isEmpty() ? notFound(directory) : codeNotSupported(code.get(0)));
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
    if (isCode(file)) {
      problems.add(codeNotSupported(name));
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

  private static boolean isCode(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".ts") || name.endsWith(".js") || name.endsWith(".py");
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

  private static Problem codeNotSupported(String name) {
    return CONFIG_FORMAT_NOT_SUPPORTED
        .error("`" + name + "` is a program; only configs in YAML and JSON are supported so far.")
        .at(Location.of(name))
        .hint("Write the config as `stacktape.yml`.");
  }
}

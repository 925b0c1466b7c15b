package dev.stacktape.resource.packaging;

import static dev.stacktape.resource.ResourceCode.CODE_NOT_HERE;
import static dev.stacktape.resource.ResourceCode.ENTRY_FILE_NOT_FOUND;

import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Code that a config names and that is not there. Where its folder has something else in it, the
 * path is wrong. Where there is nothing at all, the config is looked at without its code, or the
 * code is yet to be made: that keeps it from being packaged, but says nothing against the config.
 */
public final class MissingCode {
  private static final Pattern PROGRAM = Pattern.compile(".*\\.[cm]?[jt]s");

  /** What a config in a programming language has: the module, or a map of resources. */
  private static final Pattern CONFIG =
      Pattern.compile("['\"]stacktape['\"]|\\bdefineConfig\\b|\\bresources\\s*[:=]\\s*\\{");

  private static final int LOOKED_AT = 20_000;

  private MissingCode() {}

  /**
   * What to report.
   *
   * @param missing the absolute path that the config means
   * @param folder what paths in the config are relative to; absolute
   */
  public static Problem problem(String message, Path missing, Path folder) {
    return (isFolderThere(missing, folder) ? ENTRY_FILE_NOT_FOUND : CODE_NOT_HERE).error(message);
  }

  private static boolean isFolderThere(Path missing, Path folder) {
    Path home = folder.normalize();
    if (!missing.startsWith(home)) {
      Path parent = missing.getParent();
      return parent != null && hasOneOfItsKind(parent, extension(missing));
    }
    Path relative = home.relativize(missing);
    return relative.getNameCount() > 1
        ? Files.exists(home.resolve(relative.getName(0)))
        : hasOneOfItsKind(home, extension(relative));
  }

  /** Beside the config, which may be TypeScript itself, or outside of its folder. */
  private static boolean hasOneOfItsKind(Path folder, String extension) {
    try (Stream<Path> files = Files.list(folder)) {
      return extension.startsWith(".")
          && files
              .filter(file -> extension(file).equals(extension))
              .anyMatch(file -> Files.isRegularFile(file) && !isConfig(file));
    } catch (IOException e) {
      return false;
    }
  }

  /** Configs of several projects may stand side by side, and say nothing of where code is. */
  private static boolean isConfig(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.startsWith("stacktape.")) {
      return true;
    }
    if (!PROGRAM.matcher(name).matches()) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
      return CONFIG.matcher(text).find();
    } catch (IOException e) {
      return false;
    }
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }
}

package dev.stacktape.program;

import dev.stacktape.problem.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of the user's files, read when a problem points at one. */
final class Sources {
  private static final Pattern EXPORT =
      Pattern.compile(
          "^\\s*(?:export\\s+default\\b|export\\b.*\\bgetConfig\\b|module\\.exports\\b)");

  private static final Pattern STRING =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern COMMENT = Pattern.compile("^\\s*(?://|/?\\*)");

  private final ProjectFolder folder;
  private final Map<Path, List<String>> lines = new HashMap<>();

  Sources(ProjectFolder folder) {
    this.folder = folder;
  }

  /**
   * A place in a file, with its line.
   *
   * @param file relative to the project folder, or absolute
   * @param line 1-based
   * @param column 1-based, in characters
   */
  Location at(String file, int line, int column) {
    Path path = folder.root().resolve(file);
    List<String> all = lines.computeIfAbsent(path, Sources::read);
    if (line > all.size() && !all.isEmpty()) {
      // What is missing at the end is missing behind the last line; and JavaScript also counts
      // lines that end with U+2028, which nobody else does.
      String last = all.get(all.size() - 1);
      return new Location(
          folder.nameOf(path), all.size(), codePoints(last, last.length() + 1), last);
    }
    String excerpt = line >= 1 && line <= all.size() ? all.get(line - 1) : null;
    return new Location(folder.nameOf(path), line, codePoints(excerpt, column), excerpt);
  }

  /** Where a file says what it gives, or its first line where it does not. */
  Location exported(Path file) {
    List<String> all = lines.computeIfAbsent(file, Sources::read);
    for (int i = 0; i < all.size(); i++) {
      if (EXPORT.matcher(all.get(i)).find()) {
        return at(file.toString(), i + 1, 1);
      }
    }
    return at(file.toString(), 1, 1);
  }

  /**
   * Where a name is used first, from a line on; that line where it cannot be seen.
   *
   * @param from a place in that file
   */
  Location used(Path file, Location from, String name) {
    return first(file, from, "(?<![\\w$.])" + Pattern.quote(name) + "(?![\\w$]|\\s*:)");
  }

  /** The same for a property that is asked for, such as {@code x} in {@code a.x}. */
  Location usedProperty(Path file, Location from, String name) {
    return first(file, from, "(?<=[\\w$)\\]]\\.)" + Pattern.quote(name) + "(?![\\w$])");
  }

  private Location first(Path file, Location from, String pattern) {
    List<String> all = lines.computeIfAbsent(file, Sources::read);
    Pattern use = Pattern.compile(pattern);
    for (int line = Math.max(1, from.line()); line <= all.size(); line++) {
      String text =
          STRING.matcher(all.get(line - 1)).replaceAll(it -> " ".repeat(it.group().length()));
      Matcher found = use.matcher(text);
      if (!COMMENT.matcher(text).find() && found.find()) {
        return at(file.toString(), line, found.start() + 1);
      }
    }
    return from;
  }

  private static int codePoints(@Nullable String line, int column) {
    return line == null || column < 1
        ? column
        : line.codePointCount(0, Math.min(column - 1, line.length())) + 1;
  }

  /** The same place, its column counted in bytes from 0 as esbuild does. */
  Location atByte(String file, int line, int byteColumn) {
    Path path = folder.root().resolve(file);
    List<String> all = lines.computeIfAbsent(path, Sources::read);
    if (line < 1 || line > all.size()) {
      return at(file, line, byteColumn + 1);
    }
    byte[] bytes = all.get(line - 1).getBytes(StandardCharsets.UTF_8);
    int length = Math.min(byteColumn, bytes.length);
    return at(file, line, new String(bytes, 0, length, StandardCharsets.UTF_8).length() + 1);
  }

  private static List<String> read(Path file) {
    try {
      return Files.readString(file).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}

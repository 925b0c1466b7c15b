package dev.stacktape.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code __dirname}, {@code __filename} and {@code import.meta} are in each file of a bundle.
 * The bundler replaces them by names that end in zeros, and these get the number of the file that
 * they stand in, which the source map tells. A name keeps its length, so the map stays right.
 */
final class FileNames {
  /** What the bundler is to be told. */
  static final List<String> DEFINITIONS =
      List.of(
          "--define:__dirname=__dirname_0000",
          "--define:__filename=__filename_0000",
          "--define:import.meta.dirname=__dirname_0000",
          "--define:import.meta.filename=__filename_0000",
          "--define:import.meta.url=__url_0000");

  private static final Pattern NAME = Pattern.compile("\\b__(dirname|filename|url)_0000\\b");
  private static final int MAX_FILES = 9_999;

  private final String code;
  private final String locals;

  private FileNames(String code, String locals) {
    this.code = code;
    this.locals = locals;
  }

  /**
   * @param entry the file that is meant where the map does not tell
   * @param file from a source of the map to the file
   */
  static FileNames in(String bundle, SourceMap map, Path entry, Function<String, Path> file) {
    Map<Integer, Path> used = new TreeMap<>();
    StringBuilder code = new StringBuilder(bundle);
    Matcher name = NAME.matcher(bundle);
    int line = 1;
    int lineStart = 0;
    int passed = 0;
    while (name.find()) {
      for (; passed < name.start(); passed++) {
        if (bundle.charAt(passed) == '\n') {
          line++;
          lineStart = passed + 1;
        }
      }
      int source =
          map.source(line, name.start() - lineStart + 1).filter(it -> it < MAX_FILES).orElse(-1);
      used.put(source + 1, source < 0 ? entry : file.apply(map.sourceName(source)));
      code.replace(name.end() - 4, name.end(), "%04d".formatted(source + 1));
    }
    StringBuilder locals = new StringBuilder();
    used.forEach((number, path) -> locals.append(locals(number, path)));
    return new FileNames(code.toString(), locals.toString());
  }

  private static String locals(int number, Path file) {
    return "var __dirname_%1$04d=%2$s,__filename_%1$04d=%3$s,__url_%1$04d=%4$s;"
        .formatted(
            number,
            Host.json(slashes(Objects.requireNonNull(file.getParent()))),
            Host.json(slashes(file)),
            Host.json(file.toUri().toString().replaceFirst("^file:/(?!/)", "file:///")));
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** The bundle with a name of its own for each file. */
  String code() {
    return code;
  }

  /** Declares these names, in one line. */
  String locals() {
    return locals;
  }
}

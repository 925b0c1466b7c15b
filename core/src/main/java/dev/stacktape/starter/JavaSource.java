package dev.stacktape.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java source file, as far as it tells what can be started in it. Nothing is compiled, so that a
 * project needs no build to get a config.
 *
 * @param className the class that is called like the file
 * @param text without comments
 */
record JavaSource(Path file, String className, String text) {
  private static final int MOST_FILES = 5_000;
  private static final long LARGEST = 500_000;
  private static final Pattern COMMENTS = Pattern.compile("(?s)/\\*.*?\\*/|(?m)//.*$");
  private static final Pattern MAIN =
      Pattern.compile("\\bstatic\\s+void\\s+main\\s*\\(\\s*(?:final\\s+)?String\\b");

  /** All sources below some folders, sorted by path. */
  static List<JavaSource> allIn(List<Path> roots) {
    return roots.stream().filter(Files::isDirectory).flatMap(root -> below(root).stream()).toList();
  }

  private static List<JavaSource> below(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .limit(MOST_FILES)
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private static Optional<JavaSource> read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String name = file.getFileName().toString().replace(".java", "");
      return Optional.of(new JavaSource(file, name, COMMENTS.matcher(text).replaceAll(" ")));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** What Lambda hands over, where the class is a handler; a class that cannot be made is none. */
  Optional<LambdaEvent> handledEvent() {
    Matcher handler =
        Pattern.compile(
                "([\\w\\s@]*)\\bclass\\s+"
                    + className
                    + "\\b[^{]*\\bimplements\\b[^{]*\\bRequest(Stream)?Handler\\b(?:\\s*<\\s*(\\w+))?")
            .matcher(text);
    if (!handler.find() || handler.group(1).contains("abstract")) {
      return Optional.empty();
    }
    return Optional.of(LambdaEvent.ofType(handler.group(3)));
  }

  boolean isSpringBootApplication() {
    return text.contains("@SpringBootApplication");
  }

  boolean hasMain() {
    return MAIN.matcher(text).find();
  }
}

package dev.stacktape.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What ends in a template has the same order in every run. {@code Map.of} and {@code Set.of} with
 * several entries have another one in each JVM, so they are for constants that things are looked up
 * in, and for nothing that is gone through.
 */
class OrderTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/stacktape").toAbsolutePath();

  /** The packages that make templates. */
  private static final List<String> MAKERS = List.of("resource", "stack", "template");

  private static final Pattern UNORDERED = Pattern.compile("\\b(Map|Set)\\.of\\(");
  private static final Pattern CONSTANT = Pattern.compile("static final [^;={]*=\\s*$");

  @Test
  void nothingThatEndsInATemplateHasAnOrderOfItsOwnInEachRun() {
    assertThat(MAKERS).allSatisfy(maker -> assertThat(findings(SOURCES.resolve(maker))).isEmpty());
  }

  @Test
  void theTestSeesWhatItLooksFor() {
    assertThat(findings("a", "x(Map.of(\"A\", f(1, 2), \"B\", 2))")).hasSize(1);
    assertThat(findings("a", "x(Set.of(\"(\", \"b\"))")).hasSize(1);
    assertThat(findings("a", "x(Map.of(\"A\", List.of(1, 2, 3)))")).isEmpty();
    assertThat(findings("a", "static final Set<String> A = Set.of(1, 2)")).isEmpty();
  }

  private static List<String> findings(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> found = new ArrayList<>();
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.toString().endsWith(".java")) {
          found.addAll(findings(file.getFileName().toString(), Files.readString(file)));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> findings(String file, String source) {
    List<String> found = new ArrayList<>();
    Matcher call = UNORDERED.matcher(source);
    while (call.find()) {
      int most = call.group(1).equals("Map") ? 2 : 1;
      boolean isConstant = CONSTANT.matcher(source.substring(0, call.start())).find();
      if (!isConstant && arguments(source, call.end()) > most) {
        found.add(file + ": " + source.substring(0, call.start()).lines().count());
      }
    }
    return found;
  }

  /** How many arguments stand between an opening bracket and its closing one. */
  private static int arguments(String source, int start) {
    int depth = 1;
    int commas = 0;
    for (int i = start; depth > 0; i++) {
      char c = source.charAt(i);
      if (c == '"') {
        i = endOfText(source, i);
      } else if (c == '(' || c == '{') {
        depth++;
      } else if (c == ')' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 1) {
        commas++;
      }
    }
    return commas + 1;
  }

  private static int endOfText(String source, int quote) {
    int i = quote + 1;
    while (source.charAt(i) != '"') {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}

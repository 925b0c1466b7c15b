package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good configs in which one line gets a mistake that people make: it is told at that line, and
 * nothing else is said to be wrong.
 */
@NullMarked
class MistakesTest {
  private static final Path ROOT = Path.of("src/test/resources/valid").toAbsolutePath();

  /** A key that begins a line, with what stands behind it. */
  private static final Pattern LINE = Pattern.compile("( *)(- )?([A-Za-z]\\w*):(?: +(.*))?");

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  /** Below these, keys are the user's own, or another language's. */
  private static final Set<String> FREE =
      Set.of(
          "cloudformationResources",
          "constructProperties",
          "definition",
          "eventPattern",
          "headers",
          "input",
          "overrides",
          "parameters",
          "resourceProperties",
          "schemaDefinition",
          "tags",
          "variables");

  private record Mistake(String what, int line, String text) {}

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void eachIsToldAtItsLineAndNothingBesideIt(Path config, @TempDir Path folder) throws IOException {
    List<String> lines = Files.readAllLines(config);
    for (Mistake mistake : mistakes(lines)) {
      List<String> changed = new ArrayList<>(lines);
      changed.set(mistake.line() - 1, mistake.text());
      Path file = Files.write(folder.resolve("stacktape.yml"), changed);
      assertThat(Validating.problems(folder, file).stream().filter(Problem::isError))
          .as("%s, line %d: %s", mistake.what(), mistake.line(), mistake.text())
          .extracting(MistakesTest::line)
          .isNotEmpty()
          .containsOnly(mistake.line());
    }
  }

  private static int line(Problem problem) {
    Location place = problem.location();
    return place == null ? 0 : place.line();
  }

  private record Key(int indentation, String name) {}

  /** One mistake of each kind for every line, as far as the line has room for it. */
  private static List<Mistake> mistakes(List<String> lines) {
    List<Mistake> mistakes = new ArrayList<>();
    Deque<Key> around = new ArrayDeque<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = LINE.matcher(lines.get(i));
      if (!matcher.matches()) {
        continue;
      }
      String dash = matcher.group(2) == null ? "" : matcher.group(2);
      int indentation = matcher.group(1).length() + dash.length();
      while (!around.isEmpty() && around.peek().indentation() >= indentation) {
        around.pop();
      }
      boolean ownName = around.size() == 1 && !"stackConfig".equals(around.peek().name());
      boolean free = around.stream().anyMatch(key -> FREE.contains(key.name()));
      String key = matcher.group(3);
      around.push(new Key(indentation, key));
      if (!free && !ownName && around.size() > 1 && !FREE.contains(key)) {
        String before = matcher.group(1) + dash;
        add(mistakes, i + 1, before, key, matcher.group(4) == null ? "" : matcher.group(4));
      }
    }
    return mistakes;
  }

  private static void add(
      List<Mistake> mistakes, int line, String before, String key, String value) {
    int last = key.length() - 1;
    if (last > 2 && key.charAt(last) != key.charAt(last - 1)) {
      String misspelled = key.substring(0, last - 1) + key.charAt(last) + key.charAt(last - 1);
      mistakes.add(new Mistake("misspelled key", line, before + misspelled + ": " + value));
    }
    String start = before + key + ": ";
    if (before.length() > 1 && !before.contains("-")) {
      mistakes.add(new Mistake("tab", line, "\t" + key + ": " + value));
    }
    if (NUMBER.matcher(value).matches() && !key.equals("value")) {
      mistakes.add(new Mistake("text for a number", line, start + "lots"));
      mistakes.add(new Mistake("map for a number", line, start + "{ a: 1 }"));
    } else if (value.equals("true") || value.equals("false")) {
      mistakes.add(new Mistake("text for a boolean", line, start + "maybe"));
    } else if (key.equals("type") && !value.isEmpty()) {
      mistakes.add(new Mistake("unknown type", line, start + value + "s"));
    }
    if (!value.isEmpty() && !value.startsWith("{") && !value.startsWith("[")) {
      mistakes.add(new Mistake("unknown directive", line, start + "$Sekret('a')"));
      mistakes.add(new Mistake("open directive", line, start + "$Secret('a'"));
      mistakes.add(new Mistake("missing argument", line, start + "$ResourceParam('a')"));
    }
  }
}

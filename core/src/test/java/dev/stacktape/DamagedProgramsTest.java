package dev.stacktape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.EventListener;
import dev.stacktape.file.Folders;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemFormat;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.NullMarked;

/**
 * Programs that were fine until something happened to them: a line lost or doubled, an end cut off,
 * a word where another belongs. Whatever it is, the outcome is a template or problems with a place
 * in a file of the project, in bounded time.
 *
 * <p>{@code -Dstacktape.damages=100} tries a hundred times as many.
 */
@NullMarked
class DamagedProgramsTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/typescript").toAbsolutePath();

  /** Those that use up time or memory on purpose take seconds each. */
  private static final List<String> SLOW = List.of("endless", "memory", "recursion");

  private static final List<String> FRAGMENTS =
      List.of(
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          "`",
          "'",
          "\"",
          "=>",
          ";",
          ",",
          ":",
          "${",
          "*/",
          "/*",
          "//",
          "\\",
          "\0",
          "\uD83D\uDE00",
          "\uD83D",
          "\u2028",
          "\r",
          "\n",
          "\t",
          "...",
          "<",
          ">",
          "?.",
          "await ",
          "async ",
          "return ",
          "throw 1;",
          "throw new Error('x');",
          "undefined",
          "null",
          "NaN",
          "1n",
          "0x",
          "1e999",
          "this",
          "new ",
          "delete ",
          "yield ",
          "function ",
          "class ",
          "import ",
          "export default ",
          "while (true) {}",
          "for (;;) ",
          "$Secret('a')",
          "$Var().a.b",
          "Symbol()",
          "new Map()",
          "Promise.reject(1)",
          "import('./x')",
          "require('fs')",
          "process.exit()",
          "debugger;",
          "with (a) ",
          "@a ",
          "#a",
          "/x/",
          "__dirname",
          "import.meta.url",
          "eval('1')",
          "new Function('throw 1')()",
          "Object.defineProperty(globalThis, 'a', { get() { throw a; } });",
          "JSON.stringify = null;",
          "Array.prototype.map = null;",
          "globalThis.__config = 1;",
          "Object.prototype.then = () => {};",
          "process.env = null;");

  private final Stacktape stacktape =
      new Stacktape(Clock.systemUTC(), Sleeper.system(), Map.of(), TestEsbuild.binary());
  private final List<Path> programs = programs();

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void aDamagedProgramIsTakenOrHasProblemsWithAPlace(@ForAll long seed) throws IOException {
    for (int i = 0; i < Integer.getInteger("stacktape.damages", 1); i++) {
      Random random = new Random(seed + i);
      Path folder = Files.createTempDirectory("stacktape-damaged");
      try {
        Path program = programs.get(random.nextInt(programs.size()));
        copy(program, folder);
        damageOneOf(sources(folder), random);
        check(folder, "seed " + (seed + i) + " of " + program.getFileName());
      } finally {
        Folders.delete(folder);
      }
    }
  }

  private void check(Path folder, String what) throws IOException {
    List<Problem> problems =
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> problems(folder), what);
    for (Problem problem : problems) {
      String said = what + ": " + problem;
      Location place = problem.location();
      assertThat(place).as(said).isNotNull();
      Path file = folder.resolve(Objects.requireNonNull(place).source()).normalize();
      assertThat(file.startsWith(folder) && Files.isRegularFile(file)).as(said).isTrue();
      long lines = Files.readString(file, ISO_8859_1).lines().count();
      assertThat((long) place.line()).as(said).isBetween(0L, Math.max(1, lines));
    }
    for (ProblemFormat format : ProblemFormat.values()) {
      assertThat(format.write(problems)).as(what).isNotEmpty();
    }
  }

  private List<Problem> problems(Path folder) {
    StackRequest request =
        new StackRequest(
                folder,
                null,
                null,
                "shop",
                "dev",
                "eu-west-1",
                null,
                null,
                null,
                List.of(),
                folder.resolve("target"),
                Map.of(),
                "mvn package")
            .with("synth", folder);
    try {
      return stacktape.synthesize(request, EventListener.none()).warnings();
    } catch (StacktapeException e) {
      assertThat(e.problems()).isNotEmpty();
      return e.problems();
    }
  }

  // ---- damaging ----

  private static void damageOneOf(List<Path> files, Random random) throws IOException {
    Path file = files.get(random.nextInt(files.size()));
    String text = Files.readString(file);
    for (int places = 1 + random.nextInt(3); places > 0; places--) {
      text = damaged(text, random);
    }
    Charset charset = random.nextInt(20) == 0 ? ISO_8859_1 : UTF_8;
    Files.write(file, text.getBytes(charset));
  }

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return switch (random.nextInt(9)) {
      case 0 -> linesOf(text, random, false);
      case 1 -> linesOf(text, random, true);
      case 2 -> text.substring(0, at);
      case 3 -> text.substring(at);
      case 4 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
      case 5 -> text.substring(0, at) + (char) random.nextInt(0x180) + text.substring(at);
      case 6 -> words(text, random);
      default -> text.substring(0, at) + fragment + text.substring(at);
    };
  }

  private static String linesOf(String text, Random random, boolean twice) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return "\n";
    }
    int line = random.nextInt(lines.size());
    if (twice) {
      lines.add(line, lines.get(line));
    } else {
      lines.remove(line);
    }
    return String.join("\n", lines);
  }

  /** Two words change places. */
  private static String words(String text, Random random) {
    String[] words = text.split("\\b", -1);
    int one = random.nextInt(words.length);
    int other = random.nextInt(words.length);
    String kept = words[one];
    words[one] = words[other];
    words[other] = kept;
    return String.join("", Arrays.asList(words));
  }

  // ---- programs ----

  private static List<Path> programs() {
    try (Stream<Path> folders = Files.walk(PROGRAMS, 2)) {
      return folders
          .filter(folder -> !SLOW.contains(folder.getFileName().toString()))
          .filter(
              folder ->
                  Files.exists(folder.resolve("stacktape.ts"))
                      || Files.exists(folder.resolve("stacktape.js")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.([cm]?[jt]s)")).sorted().toList();
    }
  }
}

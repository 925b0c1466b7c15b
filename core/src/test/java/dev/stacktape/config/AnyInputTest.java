package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Whatever the text is, loading ends with a config or with errors, and with nothing else. */
@NullMarked
class AnyInputTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "resources",
          ":",
          ": ",
          "\n",
          "\n  ",
          "\n    ",
          "- ",
          "{",
          "}",
          "[",
          "]",
          ",",
          "'",
          "\"",
          "|",
          ">",
          "&a",
          "*a",
          "<<",
          "? ",
          "#",
          "!Ref ",
          "!x ",
          "---",
          "...",
          "%YAML 1.2",
          "\t",
          "type",
          "sqs-queue",
          "properties",
          "function",
          "1",
          "1e9",
          "0x1",
          "true",
          "null",
          "$Var()",
          ".a",
          "$Format('{}', ",
          ")",
          "(",
          "$This()",
          "$Secret(",
          "variables",
          "\\",
          "\uFEFF",
          "\u2028",
          "\u0085",
          "é",
          "\uD83D\uDE00",
          "\r",
          "$",
          "$CfFormat('{}', $Stage())");

  private static void loads(String text) {
    Problems problems = new Problems();
    Config config =
        ConfigLoader.load(
            new ConfigSource("c.yml", Path.of("src/test/resources"), text),
            LoadContext.of("p", "dev", "eu-west-1"),
            ErrorMessagesTest.TYPES,
            problems);
    assertThat(config == null).isEqualTo(problems.hasErrors());
    assertThat(ProblemText.plain().of(problems.sorted())).isNotNull();
  }

  @Property(tries = 200)
  void bytes(@ForAll byte[] bytes) {
    loads(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 200)
  void text(@ForAll String text) {
    loads(text);
    loads("resources:\n  a: " + text);
  }

  @Property(tries = 1000)
  void piecesOfYaml(@ForAll("pieces") String text) {
    loads(text);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(FRAGMENTS).list().ofMaxSize(40).map(list -> String.join("", list));
  }

  @Property(tries = 4)
  void deepNesting(@ForAll @IntRange(min = 1, max = 200_000) int depth) {
    loads("[".repeat(depth));
    loads("{a: ".repeat(Math.min(depth, 200_000)));
    loads("- ".repeat(depth));
    loads("a: " + "$Format(".repeat(Math.min(depth, 100_000)) + ")");
    loads("a: $Format('{}', " + "(".repeat(Math.min(depth, 100_000)) + ")");
    loads("a: " + "9".repeat(depth));
    loads("? ".repeat(depth));
    loads("&a ".repeat(depth));
    loads("a: \"" + "\\x41".repeat(depth));
  }

  record Sample(String text, @Nullable Integer number, @Nullable Boolean flag, List<String> list) {}

  @Property(tries = 40)
  void whatIsWrittenIsWhatIsBound(
      @ForAll("words") String text,
      @ForAll @Nullable Integer number,
      @ForAll boolean flag,
      @ForAll("wordLists") List<String> list) {
    String json =
        "{\"text\": %s, \"number\": %d, \"flag\": %s, \"list\": [%s]}"
            .formatted(
                quoted(text),
                number,
                flag,
                String.join(",", list.stream().map(AnyInputTest::quoted).toList()));
    Problems problems = new Problems();
    Node.Mapping node =
        Objects.requireNonNull(
            ConfigReader.read(new ConfigSource("c.json", Path.of("."), json), problems));
    assertThat(Binder.bind(node, Sample.class, problems))
        .isEqualTo(new Sample(text, number, flag, list));
    assertThat(problems.sorted()).isEmpty();
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings()
        .ofMaxLength(20)
        .filter(s -> !s.startsWith("$") && s.indexOf('\0') < 0);
  }

  @Provide
  Arbitrary<List<String>> wordLists() {
    return words().list().ofMaxSize(5);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
    return json.append('"').toString();
  }
}

package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ConfigReaderTest {
  private final Problems problems = new Problems();

  private Node.Mapping read(String text) {
    Node.Mapping root = ConfigReader.read(new ConfigSource("c.yml", Path.of("."), text), problems);
    return Objects.requireNonNull(root, () -> problems.sorted().toString());
  }

  private Object plain(String text) {
    return read(text).toPlain();
  }

  private List<String> codes() {
    return problems.sorted().stream().map(Problem::code).toList();
  }

  @Test
  void keysAndValuesKnowTheirPlacesInCodePoints() {
    Node.Mapping root = read("a:\n  \uD83D\uDE00: [1, \uD83D\uDE00, x]\n");

    Node.Mapping inner = (Node.Mapping) Objects.requireNonNull(root.get("a"));
    String line = "  \uD83D\uDE00: [1, \uD83D\uDE00, x]";
    assertThat(root.locate("a")).isEqualTo(new Location("c.yml", 1, 1, "a:"));
    assertThat(inner.locate("\uD83D\uDE00")).isEqualTo(new Location("c.yml", 2, 3, line));
    assertThat(inner.locate("\uD83D\uDE00", 2)).isEqualTo(new Location("c.yml", 2, 13, line));
  }

  /** The parser reads in pieces, and failed where one of them ended within a character. */
  @Test
  void aCharacterOfTwoHalvesMayStandAnywhere() {
    for (int length = 1000; length < 1100; length++) {
      String text = "a: 1 # " + "x".repeat(length) + "\uD83D\uDE00".repeat(1100) + "\n";
      assertThat(plain(text)).isEqualTo(Map.of("a", 1L));
      assertThat(codes()).isEmpty();
    }
  }

  @Test
  void lineBreaksOfEverySystemCount() {
    assertThat(read("a: 1\r\nb: 2\rc: 3\n").locate("c"))
        .isEqualTo(new Location("c.yml", 3, 1, "c: 3"));
  }

  @Test
  void scalarsFollowTheCoreSchema() {
    assertThat(
            plain(
                """
                text: [yes, no, on, 2012-10-17, 1_000, 1:30, '5', "true", 0x, "a b"]
                number: [1, -1, +1, 017, 0o17, 0xFF, 1.5, 1., .5, 1e3]
                big: [9223372036854775808, 3.14159265358979323846, 1e400, 0.1]
                other: [true, FALSE, null, ~, !!str 1, ! 2]
                empty:
                """))
        .isEqualTo(
            mapOf(
                "text",
                List.of("yes", "no", "on", "2012-10-17", "1_000", "1:30", "5", "true", "0x", "a b"),
                "number",
                List.of(1L, -1L, 1L, 17L, 15L, 255L, 1.5, 1.0, 0.5, 1000.0),
                "big",
                List.of(
                    new BigInteger("9223372036854775808"),
                    new BigDecimal("3.14159265358979323846"),
                    new BigDecimal("1e400"),
                    0.1),
                "other",
                Arrays.asList(true, false, null, null, "1", "2"),
                "empty",
                null));
  }

  private static Map<String, Object> mapOf(Object... pairs) {
    Map<String, Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Test
  void keysThatAreNotTextAreTakenAsWritten() {
    assertThat(plain("1: a\n1.10: b\ntrue: c\n"))
        .isEqualTo(Map.of("1", "a", "1.10", "b", "true", "c"));
  }

  @Test
  void multiLineTextIsRead() {
    assertThat(plain("a: |\n  x\n  y\nb: >-\n  x\n  y\nc: x\n  y\n"))
        .isEqualTo(Map.of("a", "x\ny\n", "b", "x y", "c", "x y"));
  }

  @Test
  void aliasesRepeatAndStandWhereTheyAreWritten() {
    Node.Mapping root = read("a: &x {k: 1}\nb: *x\n&key c: 3\nd: {*key : 4}\n");

    assertThat(root.toPlain())
        .isEqualTo(
            Map.of("a", Map.of("k", 1L), "b", Map.of("k", 1L), "c", 3L, "d", Map.of("c", 4L)));
    assertThat(Objects.requireNonNull(root.get("b")).location().line()).isEqualTo(2);
  }

  @Test
  void mergedEntriesGiveWayToWrittenAndToEarlierOnes() {
    assertThat(
            plain(
                """
                x: &x {a: 1, b: 1, c: 1}
                y: &y {c: 2, d: 2}
                one: {a: 0, <<: *x}
                two: {<<: [*x, *y], b: 0}
                text: {"<<": 1}
                """))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("one", Map.of("a", 0L, "b", 1L, "c", 1L))
        .containsEntry("two", Map.of("a", 1L, "b", 0L, "c", 1L, "d", 2L))
        .containsEntry("text", Map.of("<<", 1L));
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void shortFormsOfCloudFormationBecomeLongOnes() {
    assertThat(
            plain(
                """
                a: !Ref Table
                b: !GetAtt Table.Stream.Arn
                c: !Sub ['${x}', {x: !Ref Y}]
                d: !GetAtt [Table, Arn]
                e: !Condition C
                f: !If [C, 1, !Ref 'AWS::NoValue']
                """))
        .isEqualTo(
            Map.of(
                "a", Map.of("Ref", "Table"),
                "b", Map.of("Fn::GetAtt", List.of("Table", "Stream.Arn")),
                "c", Map.of("Fn::Sub", List.of("${x}", Map.of("x", Map.of("Ref", "Y")))),
                "d", Map.of("Fn::GetAtt", List.of("Table", "Arn")),
                "e", Map.of("Condition", "C"),
                "f", Map.of("Fn::If", List.of("C", 1L, Map.of("Ref", "AWS::NoValue")))));
  }

  @Test
  void jsonIsReadWithTabsAndEscapes() {
    assertThat(
            plain(
                "{\n\t\"a\\/b\": \"\\ud83d\\ude00\\u00e9\\n\\t\",\t\"c\":[1,2.5e1,null],\"d\":{}}"))
        .isEqualTo(
            mapOf("a/b", "\uD83D\uDE00é\n\t", "c", Arrays.asList(1L, 25.0, null), "d", Map.of()));
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(read("\uFEFFa: 1").locate("a").column()).isEqualTo(1);
  }

  @Test
  void nothingOfTheLibraryComesOutOfTooMuchText() {
    assertThat(
            ConfigReader.read(
                new ConfigSource("c", Path.of("."), "a".repeat(ConfigReader.MAX_SIZE + 1)),
                problems))
        .isNull();
    assertThat(codes()).containsExactly("CONFIG_TOO_LARGE");
  }

  @Test
  void chainsOfAnchorsCannotBecomeDeeperThanTheLimit() {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 200; i++) {
      text.append("a%d: &a%d [[[*a%d]]]\n".formatted(i, i, i - 1));
    }
    assertThat(ConfigReader.read(new ConfigSource("c", Path.of("."), text.toString()), problems))
        .isNull();
    assertThat(codes()).containsExactly("CONFIG_TOO_LARGE");
  }
}

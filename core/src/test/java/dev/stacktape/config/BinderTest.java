package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class BinderTest {

  enum Size {
    @ConfigValue("small")
    SMALL,
    @ConfigValue("3.10")
    THREE_TEN
  }

  record Everything(
      String name,
      @Nullable String note,
      @Range(min = 1, max = 10) @Nullable Integer count,
      @Nullable Long big,
      @Nullable Double ratio,
      @Nullable BigDecimal price,
      @Nullable Boolean on,
      @Nullable Size size,
      @Range(max = 2) List<String> tags,
      @Nullable List<Integer> numbers,
      Map<String, Shape> shapes,
      @Nullable ScalarValue scalar,
      @Nullable Object free,
      Node.@Nullable Mapping node,
      @Key("class") @Nullable String keyword) {}

  @Union
  sealed interface Shape permits Circle, Square, Dot {}

  @TypeName("circle")
  record Circle(@Doc(value = "How wide.", example = "3") double radius) implements Shape {}

  @TypeName({"square", "box"})
  record Square(@TypeWord String word, @Nullable Integer side) implements Shape {}

  @TypeName(value = "dot", propertiesOptional = true)
  record Dot(String colour) implements Shape {}

  @Union(by = "kind", in = "")
  sealed interface Flat permits Leaf, Branch {}

  @TypeName("leaf")
  record Leaf(String value) implements Flat {}

  @TypeName("branch")
  record Branch(@Required List<Flat> children) implements Flat {}

  record Limited(@OneOf({Circle.class, Dot.class}) List<Shape> shapes) {}

  @Union
  interface Open {}

  @TypeName("here")
  record Here(String name) implements Open {}

  @TypeName("there")
  record There() implements Open {}

  record Spread(@OneOf({Here.class, There.class}) Open place) {}

  record Named(String name, @Nullable Integer size) {}

  record Short(@TextFor("name") @Nullable Named one, @TextFor("name") List<Named> many) {}

  record Arn(@TextOrMap Object arn) {}

  record Loose(String name, @OtherKeys Map<String, Object> others) {}

  private final Problems problems = new Problems();

  private <T> @Nullable T bind(String yaml, Class<T> type) {
    Node.Mapping node =
        ConfigReader.read(new ConfigSource("test.yml", Path.of("."), yaml), problems);
    return Binder.bind(Objects.requireNonNull(node), type, problems);
  }

  private List<String> codes() {
    return problems.sorted().stream().map(Problem::code).toList();
  }

  private List<String> messages() {
    return problems.sorted().stream().map(Problem::message).toList();
  }

  @Test
  void refusesTextThatNoPathCanBe() {
    assertThat(bind("value: \"a\\0b\"", Leaf.class)).isNull();
    assertThat(messages())
        .singleElement()
        .asString()
        .contains("has a character with the code 0 in it");
  }

  @Test
  void bindsEveryKindOfComponent() {
    Everything bound =
        bind(
            """
            name: n
            count: "3"
            big: 9007199254740993
            ratio: 1
            price: 0.1
            on: "true"
            size: 3.10
            tags: [a, b]
            numbers: [1, 2.0]
            shapes:
              one: {type: circle, properties: {radius: 2}}
              two: {type: box}
              three: {type: dot}
            scalar: 5
            free: {a: [1, x]}
            node: {b: 1}
            class: k
            """,
            Everything.class);

    assertThat(messages()).isEmpty();
    assertThat(bound)
        .usingRecursiveComparison()
        .ignoringFields("node")
        .isEqualTo(
            new Everything(
                "n",
                null,
                3,
                9007199254740993L,
                1.0,
                new BigDecimal("0.1"),
                true,
                Size.THREE_TEN,
                List.of("a", "b"),
                List.of(1, 2),
                Map.of(
                    "one", new Circle(2.0), "two", new Square("box", null), "three", new Dot(null)),
                new ScalarValue(5L),
                Map.of("a", List.of(1L, "x")),
                null,
                "k"));
  }

  @Test
  void whatIsLeftOutIsNullOrEmpty() {
    assertThat(bind("name: n", Everything.class))
        .isEqualTo(
            new Everything(
                "n", null, null, null, null, null, null, null, List.of(), null, Map.of(), null,
                null, null, null));
  }

  @Test
  void reportsAllProblemsInOneGoInTheOrderOfTheFile() {
    assertThat(
            bind(
                """
                nmae: x
                count: 11
                big: 1.5
                on: yes
                size: smal
                tags: [a, b, c]
                numbers: {a: 1}
                shapes:
                  one: {type: circel, whatever: 1}
                  two: {type: circle, radius: 1}
                scalar: [1]
                """,
                Everything.class))
        .isNull();
    assertThat(codes())
        .containsExactly(
            "CONFIG_UNKNOWN_PROPERTY",
            "CONFIG_OUT_OF_RANGE",
            "CONFIG_WRONG_TYPE",
            "CONFIG_WRONG_TYPE",
            "CONFIG_NOT_ALLOWED",
            "CONFIG_OUT_OF_RANGE",
            "CONFIG_WRONG_TYPE",
            "CONFIG_UNKNOWN_TYPE",
            "CONFIG_UNKNOWN_PROPERTY",
            "CONFIG_WRONG_TYPE");
  }

  @Test
  void membersMayStandBesideTheirWordAndContainThemselves() {
    Flat tree = bind("{kind: branch, children: [{kind: leaf, value: v}]}", Flat.class);

    assertThat(tree).isEqualTo(new Branch(List.of(new Leaf("v"))));
    assertThat(bind("{kind: branch}", Flat.class)).isNull();
    assertThat(codes()).containsExactly("CONFIG_MISSING_PROPERTY");
  }

  @Test
  void textMayBeKnownOnlyDuringDeployment() {
    Everything bound =
        bind("{name: $Secret('a'), scalar: \"$ResourceParam('a', 'b')\"}", Everything.class);

    assertThat(Objects.requireNonNull(bound).name()).isEqualTo("$Secret('a')");
    assertThat(bound.scalar()).isEqualTo(new ScalarValue("$ResourceParam('a', 'b')"));
  }

  @Test
  void whatIsNotTextCannotBeKnownOnlyDuringDeployment() {
    assertThat(
            bind(
                "{name: a, count: $Secret('a'), size: $Secret('a'), tags: $Secret('a')}",
                Everything.class))
        .isNull();
    assertThat(codes()).containsOnly("CONFIG_NOT_KNOWN_YET").hasSize(3);
  }

  @Test
  void aDirectiveThatNobodyResolvedIsNotTakenForText() {
    assertThat(bind("{name: $Stage()}", Everything.class)).isNull();
    assertThat(codes()).containsExactly("CONFIG_NOT_RESOLVED");
  }

  @Test
  void numbersBeyondTheirTypeAreOutOfRange() {
    assertThat(bind("{name: a, big: 9223372036854775808}", Everything.class)).isNull();
    assertThat(bind("{name: a, big: 1e99999999}", Everything.class)).isNull();
    assertThat(bind("{name: a, ratio: 1e999}", Everything.class)).isNull();
    assertThat(bind("{name: a, count: '0'}", Everything.class)).isNull();
    assertThat(codes()).containsOnly("CONFIG_OUT_OF_RANGE");
  }

  @Test
  void theEnvironmentSeesNumbersAsJavaScriptWouldWriteThem() {
    assertThat(new ScalarValue(1.0).text()).isEqualTo("1");
    assertThat(new ScalarValue(0.1).text()).isEqualTo("0.1");
    assertThat(new ScalarValue(5L).text()).isEqualTo("5");
    assertThat(new ScalarValue(true).text()).isEqualTo("true");
  }

  @Test
  void aPlaceCanTakeSomeMembersOfAUnionOnly() {
    Limited limited =
        bind(
            """
            shapes:
              - {type: dot, properties: {colour: red}}
              - {type: circle, properties: {radius: 1}}
            """,
            Limited.class);

    assertThat(limited).isEqualTo(new Limited(List.of(new Dot("red"), new Circle(1))));
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void otherMembersOfTheUnionAreUnknownThere() {
    bind("shapes: [{type: square}]", Limited.class);

    assertThat(codes()).containsExactly("CONFIG_UNKNOWN_TYPE");
  }

  @Test
  void membersOfAnOpenUnionAreThoseThatThePlaceLists() {
    assertThat(bind("place: {type: here, properties: {name: a}}", Spread.class))
        .isEqualTo(new Spread(new Here("a")));
    assertThat(bind("place: {type: there}", Spread.class)).isEqualTo(new Spread(new There()));
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void aMemberWithoutPropertiesTakesNone() {
    bind("place: {type: there, properties: {}}", Spread.class);

    assertThat(codes()).containsExactly("CONFIG_UNKNOWN_PROPERTY");
  }

  @Test
  void textStandsForARecordWhereThePlaceSaysSo() {
    assertThat(bind("one: a\nmany: [b, {name: c, size: 2}]", Short.class))
        .isEqualTo(
            new Short(new Named("a", null), List.of(new Named("b", null), new Named("c", 2))));
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void neitherTextNorARecordIsAProblemThatNamesBoth() {
    bind("one: 5\nmany: [true, []]", Short.class);

    assertThat(messages())
        .containsExactly(
            "`one` must be text or a map, but is the number `5`.",
            "`many[0]` must be text or a map, but is the boolean `true`.",
            "`many[1]` must be a map, but is a list.");
  }

  @Test
  void anArnIsTextOrAMap() {
    assertThat(bind("arn: arn:aws:s3:::a", Arn.class)).isEqualTo(new Arn("arn:aws:s3:::a"));
    assertThat(bind("arn: {Ref: A}", Arn.class)).isEqualTo(new Arn(Map.of("Ref", "A")));
    assertThat(problems.sorted()).isEmpty();

    bind("arn: 5", Arn.class);
    bind("arn: [a]", Arn.class);
    assertThat(codes()).containsExactly("CONFIG_WRONG_TYPE", "CONFIG_WRONG_TYPE");
  }

  @Test
  void anOpenRecordKeepsTheKeysThatItDoesNotKnow() {
    assertThat(bind("name: a\nIsNull: true\nnested: {b: [1]}", Loose.class))
        .isEqualTo(new Loose("a", Map.of("IsNull", true, "nested", Map.of("b", List.of(1L)))));
    assertThat(problems.sorted()).isEmpty();
  }
}

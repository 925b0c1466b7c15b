package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class DirectivesTest {
  @TempDir Path folder;

  private final Problems problems = new Problems();
  private final List<List<String>> asked = new ArrayList<>();

  private Node.Mapping resolve(String yaml) {
    ConfigSource source = new ConfigSource("c.yml", folder, yaml);
    Node.Mapping root = Objects.requireNonNull(ConfigReader.read(source, problems));
    LoadContext context =
        new LoadContext(
            "dev",
            "eu-west-1",
            "orders",
            "123456789012",
            "work",
            Map.of("port", 8080L, "name", "cli"),
            (directory, arguments) -> {
              asked.add(arguments);
              return arguments.get(0).equals("status") ? "" : "answer";
            },
            null,
            Map.of(),
            null);
    return Objects.requireNonNull(new DirectiveResolver(source, root, context, problems).resolve());
  }

  @Test
  void aVariableThatAnAliasRepeatsIsUsed() {
    resolve(
        """
        variables:
          common: &common { memory: 512 }
          envs: [&level { name: LEVEL, value: debug }, &other { name: OTHER, value: x }]
          unused: &unused { memory: 512 }
        resources:
          worker:
            properties:
              <<: *common
              environment: [*level]
        """);

    assertThat(problems.sorted())
        .extracting(Problem::message)
        .containsExactly("The variable `unused` is not used.");
  }

  private Object value(String directive) {
    return Objects.requireNonNull(
            resolve(
                    """
                    variables:
                      text: hello
                      number: 5
                      half: 1.50
                      whole: 2.0
                      list: [{a: x}, y]
                      db:
                        port: 5432
                        host: $Format('{}.local', $Stage())
                      indirect: $Var().db
                      secret: $Secret('db')
                      quote: it's
                    value: """
                        + " "
                        + directive)
                .get("value"))
        .toPlain();
  }

  private List<String> codes() {
    return problems.sorted().stream().filter(Problem::isError).map(Problem::code).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$Stage() | dev",
        "$Region() | eu-west-1",
        "$Profile() | work",
        "$AwsAccountId() | 123456789012",
        "$CliArgs('name') | cli",
        "$CliArgs(name) | cli",
        "$CliArgs('none', 'default') | default",
        "$Var().text | hello",
        "$Var().db.host | dev.local",
        "$Var().indirect.host | dev.local",
        "$Var().list.0.a | x",
        "$Var().list.1 | y",
        "$This().variables.text | hello",
        "$Format('{}-{}', $Stage(), $Var().db.port) | dev-5432",
        "$Format('{}+{}+{}+{}', true, 1.5, 'a, b', c) | true+1.5+a, b+c",
        "$Format('{}', $Format('{}', $Format('({})', $Region()))) | (eu-west-1)",
        "$Format('{} {}', $Var().half, $Var().whole) | 1.5 2",
        "$Format(\"it's {}\", 1) | it's 1",
        "$Format('plain') | plain",
        "$Format('{stage()}-{x}-auth') | {stage()}-{x}-auth",
        "$GitInfo('branch') | answer",
        "$Secret('db.password') | $Secret('db.password')",
        "$Var().secret | $Secret('db')",
        "$Var().secret.key | $Secret('db').key",
        "$CfFormat('{}-{}', $Stage(), $ResourceParam('a', 'b')) | $CfFormat('{}-{}', 'dev', $ResourceParam('a', 'b'))",
        "$CfFormat('{}', $Var().secret) | $CfFormat('{}', $Secret('db'))",
        "$CfFormat('{}', $Var().quote) | $CfFormat('{}', \"it's\")",
        "$CfFormat('{}', $Var().number) | $CfFormat('{}', 5)",
        "$ResourceParam($Var().text, 'arn') | $ResourceParam('hello', 'arn')",
        "x $Stage() | x $Stage()",
        "$.valid | $.valid",
        "$(npm bin) | $(npm bin)",
        "${a} (b) | ${a} (b)",
        "$5 (about) | $5 (about)",
        "$Stage | $Stage",
      })
  void aDirectiveGivesItsValue(String directive, String value) {
    assertThat(String.valueOf(value("'" + directive.replace("'", "''") + "'"))).isEqualTo(value);
    assertThat(codes()).isEmpty();
  }

  @Test
  void aValueKeepsItsTypeAndMayBeATree() {
    assertThat(value("$Var().number")).isEqualTo(5L);
    assertThat(value("$Var().list")).isEqualTo(List.of(Map.of("a", "x"), "y"));
    assertThat(value("$Var().indirect")).isEqualTo(Map.of("port", 5432L, "host", "dev.local"));
    assertThat(value("$CliArgs('port')")).isEqualTo(8080L);
    assertThat(value("$GitInfo('hasUncommitedChanges')")).isEqualTo(false);
  }

  @Test
  void aResolvedValueStandsWhereTheDirectiveStood() {
    Node.Mapping root = resolve("variables:\n  a: {b: 1}\nx: $Var().a\n");

    Node.Mapping value = (Node.Mapping) Objects.requireNonNull(root.get("x"));
    assertThat(value.location().line()).isEqualTo(3);
    assertThat(value.locate("b").line()).isEqualTo(2);
  }

  @Test
  void filesAreReadByTheirKind() throws IOException {
    Files.writeString(folder.resolve("a.yml"), "stage: $Stage()\nlist: [1]\n");
    Files.writeString(folder.resolve("a.json"), "{\"a\": {\"b\": true}}");
    Files.writeString(
        folder.resolve(".env.dev"),
        "# c\nexport A=1 # one\nB='x y'\nC=\"l1\\nl2\nl3\"\nD=\nE=a#b\nF = \"open\n");
    Files.writeString(folder.resolve("a.ini"), "top=1\r\n[section]\r\nkey = \"v\"\non\n; c\n");
    Files.writeString(folder.resolve("a.txt"), "raw\n");

    assertThat(value("$File('a.yml')")).isEqualTo(Map.of("stage", "dev", "list", List.of(1L)));
    assertThat(value("$File($Format('{}.json', a)).a.b")).isEqualTo(true);
    assertThat(value("$File('.env.dev')"))
        .isEqualTo(
            Map.of("A", "1", "B", "x y", "C", "l1\nl2\nl3", "D", "", "E", "a#b", "F", "\"open"));
    assertThat(value("$File('a.ini')"))
        .isEqualTo(Map.of("top", "1", "section", Map.of("key", "v", "on", "true")));
    assertThat(value("$FileRaw('a.txt')")).isEqualTo("raw\n");
    assertThat(codes()).isEmpty();
  }

  @Test
  void problemsInAFileHaveTheirPlaceInIt() throws IOException {
    Files.writeString(folder.resolve("a.yml"), "a: 1\na: 2\nb: $Stgae()\n");

    value("$File('a.yml')");

    assertThat(problems.sorted())
        .filteredOn(Problem::isError)
        .extracting(p -> p.location() + " " + p.code())
        .containsExactly("a.yml:2:1 CONFIG_DUPLICATE_KEY", "a.yml:3:4 DIRECTIVE_UNKNOWN");
  }

  @Test
  void aFileThatIncludesItselfIsACycle() throws IOException {
    Files.writeString(folder.resolve("a.yml"), "a: $File('a.yml')\n");

    value("$File('a.yml')");

    assertThat(codes()).containsOnly("DIRECTIVE_CYCLE");
  }

  @Test
  void gitIsAskedOnlyWhenNeededAndOnlyOnce() {
    resolve("a: 1");
    assertThat(asked).isEmpty();
    resolve("a: $GitInfo('commit')\nb: [$GitInfo('commit')]\nc: $Format('{}', $GitInfo('commit'))");
    assertThat(asked).containsExactly(List.of("rev-parse", "HEAD"));
  }

  @Test
  void theWholeConfigCannotStandInsideOfItself() {
    resolve("a: {b: $This()}");
    assertThat(codes()).containsExactly("DIRECTIVE_CYCLE");
  }

  @Test
  void deployTimeDirectivesAreFoundWithTheirPlaces() {
    Node.Mapping root =
        resolve(
            "a: [$Secret('s'), $Stage()]\nb: {c: \"$CfFormat('{}', $ResourceParam('r', 'p'))\"}");

    List<DeployTimeDirective> found = DeployTimeDirective.allIn(root);

    assertThat(found).extracting(d -> d.call().name()).containsExactly("Secret", "CfFormat");
    assertThat(found.get(1).location().line()).isEqualTo(2);
    assertThat(found.get(1).call().calls())
        .extracting(DirectiveCall::name)
        .containsExactly("CfFormat", "ResourceParam");
  }

  @Test
  void argumentsAreTakenApartAsTheLanguageDoes() {
    DirectiveCall call =
        DirectiveText.parse(
                "$F( 'a, (b)' , \"c'\", true, 1e3, raw text,, $G($H().x.y, 2).p, 'it\\'s', 0x10).q.r")
            .orElseThrow();

    assertThat(call.name()).isEqualTo("F");
    assertThat(call.path()).containsExactly("q", "r");
    assertThat(call.args())
        .extracting(
            a -> a instanceof DirectiveArgument.Literal l ? l.value() : ((DirectiveCall) a).text())
        .containsExactly(
            "a, (b)", "c'", true, 1000.0, "raw text", "$G($H().x.y, 2).p", "it\\'s", 16L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$F() x", "$F(", "$F", " $F()", "F()", "$F().a b) c", "$F(()", ""})
  void otherTextIsNoCall(String text) {
    assertThat(DirectiveText.parse(text)).isEmpty();
  }

  @Test
  void anArgumentMayBeWhatTheOperationIsToldAnyway() {
    assertThat(value("$CliArgs('stage')")).isEqualTo("dev");
    assertThat(value("$CliArgs('region', 'us-east-1')")).isEqualTo("eu-west-1");
    assertThat(value("$CliArgs('projectName')")).isEqualTo("orders");
    assertThat(codes()).isEmpty();
  }

  @Test
  void anOutputOfAnotherStackWaitsForTheTemplateAlsoInsideOfText() {
    assertThat(value("$StackOutput('base-dev', 'VpcId')"))
        .isEqualTo("$StackOutput('base-dev', 'VpcId')");
    assertThat(value("$Format('{}-{}', $StackOutput('base-dev', 'VpcId'), $Stage())"))
        .isEqualTo("$CfFormat('{}-{}', $StackOutput('base-dev', 'VpcId'), 'dev')");
    assertThat(codes()).isEmpty();
  }
}

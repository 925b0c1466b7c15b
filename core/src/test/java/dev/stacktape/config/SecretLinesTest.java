package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.ProblemFormat;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@NullMarked
class SecretLinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "masterUserPassword: hunter2 | masterUserPassword: *******",
        "masterUserPassword: 'hunter2' # dev | masterUserPassword: ********* # dev",
        "{ \"apiKey\": \"abc\", \"port\": 1 } | { \"apiKey\": *****, \"port\": 1 }",
        "{ name: DB_PASSWORD, value: hunter2 } | { name: DB_PASSWORD, value: ******* }",
        "password: $Secret('db.password') | password: $Secret('db.password')",
        "passwordPolicy: { minimumLength: 12 } | passwordPolicy: { minimumLength: 12 }",
        "partitionKey: { name: id } | partitionKey: { name: id }",
        "generateClientSecret: true | generateClientSecret: true",
        "memory: 512 | memory: 512"
      })
  void passwordsAreCoveredWhereTheyStand(String line, String shown) {
    List<String> lines = new ArrayList<>(List.of(line));
    SecretLines.hideIn(lines);
    assertThat(lines).containsExactly(shown);
  }

  @Test
  void aVariableMayBeNamedOnTheLineBefore() {
    List<String> lines = new ArrayList<>(List.of("- name: JWT_SECRET", "  value: abc", "- x: y"));
    SecretLines.hideIn(lines);
    assertThat(lines).containsExactly("- name: JWT_SECRET", "  value: ***", "- x: y");
  }

  @Test
  void longLinesCostLittle() {
    List<String> lines =
        new ArrayList<>(List.of("a".repeat(500_000) + "password: \"" + "b".repeat(400_000)));
    SecretLines.hideIn(lines);
    assertThat(lines.get(0)).endsWith("b").contains("***");
  }

  @ParameterizedTest
  @EnumSource
  void noFormatShowsAPassword(ProblemFormat format) {
    Problems problems = new Problems();
    ConfigLoader.load(
        new ConfigSource(
            "stacktape.yml",
            Path.of(""),
            """
            resources:
              db:
                type: relational-database
                properties:
                  credentials: { masterUserPassword: 20261234, masterUserNaem: x }
            """),
        LoadContext.of("shop", "dev", "eu-west-1"),
        ResourceCatalog.records(),
        problems);
    assertThat(problems.hasErrors()).isTrue();
    assertThat(format.write(problems.sorted())).doesNotContain("20261234");
  }
}

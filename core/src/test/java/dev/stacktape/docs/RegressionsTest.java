package dev.stacktape.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/decisions/regressions.md} names is there. */
class RegressionsTest {
  private static final Path PAGE = Sources.PROJECT.resolve("docs/decisions/regressions.md");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z]+Test)#([A-Za-z0-9]+)`");
  private static final List<String> RUN =
      List.of("@Test", "@ParameterizedTest", "@RepeatedTest", "@Property");
  private static final List<String> MODULES =
      List.of("core", "local-aws", "maven-plugin", "mcp-server", "it");

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Map<String, String> tests = tests();
    List<MatchResult> named = TEST.matcher(Files.readString(PAGE)).results().toList();

    assertThat(named).hasSizeGreaterThan(80);
    assertThat(named)
        .allSatisfy(
            test ->
                assertThat(isTest(test.group(2), tests.getOrDefault(test.group(1), "")))
                    .as(test.group())
                    .isTrue());
  }

  /** Whether there is a method of that name that a test engine runs. */
  private static boolean isTest(String method, String source) {
    int name = source.indexOf(" " + method + "(");
    if (name < 0) {
      return false;
    }
    String heading = source.substring(Math.max(0, source.lastIndexOf("\n  }\n", name)), name);
    return RUN.stream().anyMatch(heading::contains);
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String module : MODULES) {
      Path folder = Sources.PROJECT.resolve(module).resolve("src/test/java");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          // Two classes may have one name, in different packages.
          all.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return all;
  }
}

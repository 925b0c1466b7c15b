package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.stack.Companion;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.TemplateText;
import dev.stacktape.testing.Golden;
import dev.stacktape.testing.TestEsbuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Each folder below {@code typescript/configs} and {@code typescript/errors} is a config that is a
 * program. Beside it stands what becomes of it: {@code template.json}, {@code companion.json} and
 * {@code problems.txt}, or the same config as {@code same.yml}, which must become the same
 * template.
 */
@Execution(ExecutionMode.SAME_THREAD)
class TypeScriptGoldenTest {
  private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
  private static final Path ROOT = RESOURCES.resolve("typescript");

  private record Outcome(String template, String companion, List<Problem> problems) {}

  @TestFactory
  Stream<DynamicTest> everyCaseGivesWhatIsWrittenDown() throws IOException {
    return cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(ROOT.relativize(folder).toString(), () -> run(folder)));
  }

  /** The bundler writes such paths as URLs. */
  @Test
  void placesAreFoundInFoldersWithAnyName(@TempDir Path work) throws IOException {
    Path folder = Files.createDirectories(work.resolve("größe 100%41+1"));
    Files.writeString(
        folder.resolve("stacktape.ts"),
        """
        import { size } from './größe';
        export default () => ({
          resources: {
            jobs: { type: 'sqs-queue', properties: { delayMessagesSecond: size, colour: 1 } }
          }
        });
        """);
    Files.writeString(folder.resolve("größe.ts"), "export const size = 1;\n");

    assertThat(synthesize(folder, folder.resolve("stacktape.ts")).problems())
        .extracting(problem -> String.valueOf(problem.location()))
        .containsExactly("stacktape.ts:4:73");
  }

  private static List<Path> cases() throws IOException {
    List<Path> cases = new ArrayList<>();
    for (String kind : List.of("configs", "errors")) {
      try (Stream<Path> folders = Files.list(ROOT.resolve(kind))) {
        folders.filter(folder -> config(folder) != null).sorted().forEach(cases::add);
      }
    }
    return cases;
  }

  private static @Nullable Path config(Path folder) {
    return Stream.of("stacktape.ts", "stacktape.js", "stacktape.mjs")
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElse(null);
  }

  private static void run(Path folder) throws IOException {
    Outcome outcome = synthesize(folder, config(folder));
    Path same = folder.resolve("same.yml");
    if (Files.exists(same)) {
      assertThat(outcome.problems()).isEmpty();
      assertThat(outcome.template()).isEqualTo(synthesize(folder, same).template());
      return;
    }
    compare(folder.resolve("template.json"), outcome.template());
    compare(folder.resolve("companion.json"), outcome.companion());
    compare(
        folder.resolve("problems.txt"),
        ProblemText.plain().of(outcome.problems()).replace(folder.toString(), "<folder>"));
  }

  private static Outcome synthesize(Path folder, @Nullable Path config) {
    List<Problem> warnings = new ArrayList<>();
    EventListener events =
        event -> {
          if (event instanceof Event.Warned warned) {
            warnings.add(warned.problem());
          }
        };
    StackRequest request =
        new StackRequest(
                folder,
                config,
                null,
                "shop",
                "dev",
                "eu-west-1",
                null,
                null,
                null,
                List.of(),
                folder.resolve("target"),
                Map.of("size", "7"),
                "mvn package")
            .with("synth", folder);
    Stacktape stacktape =
        new Stacktape(
            Clock.systemUTC(),
            Sleeper.system(),
            Map.of("PATH", String.valueOf(System.getenv("PATH")), "TEAM", "blue"),
            TestEsbuild.binary());
    try {
      Synthesis synthesis = stacktape.synthesize(request, events);
      Companion companion = synthesis.companion();
      return new Outcome(
          TemplateText.toJson(synthesis.template()),
          companion == null ? "" : TemplateText.toJson(companion.template()),
          warnings);
    } catch (StacktapeException e) {
      return new Outcome("", "", e.problems());
    }
  }

  /** Nothing to say means no file. */
  private static void compare(Path golden, String actual) throws IOException {
    if (!actual.isEmpty()) {
      Golden.assertMatches(RESOURCES.relativize(golden).toString(), actual.stripTrailing() + "\n");
    } else if (Boolean.getBoolean("golden.update")) {
      Files.deleteIfExists(golden);
    } else {
      assertThat(golden).doesNotExist();
    }
  }
}

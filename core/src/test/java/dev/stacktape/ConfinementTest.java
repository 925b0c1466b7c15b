package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A confined request takes nothing from outside of the project; any other one does. */
@DisabledOnOs(OS.WINDOWS)
class ConfinementTest {
  private static final String FUNCTION =
      "type: function, properties: { runtime: python3.12, packaging: { type: %s, properties: { %s }"
          + " } }";

  @TempDir Path work;
  private Path project;

  @BeforeEach
  void files() throws IOException {
    project = Files.createDirectories(work.resolve("project"));
    Path outside = Files.createDirectories(work.resolve("outside"));
    Files.writeString(outside.resolve("a.yml"), "a: 5");
    Files.writeString(outside.resolve("a.py"), "def handler(event, context): pass");
    Files.writeString(outside.resolve("Dockerfile"), "FROM scratch");
    Files.writeString(project.resolve("a.py"), "def handler(event, context): pass");
    Files.createSymbolicLink(project.resolve("link"), outside);
  }

  private StackRequest request(String resource) {
    return new StackRequest(
        project,
        null,
        "resources:\n  one: { " + resource + " }\n",
        null,
        "confined",
        "dev",
        "eu-west-1",
        null,
        null,
        null,
        List.of(),
        project.resolve("target"),
        Map.of(),
        "mvn package");
  }

  private static Validation validate(StackRequest request) {
    return new Stacktape(
            Clock.systemUTC(), Sleeper.system(), Map.of("HOME", "/nowhere", "PATH", "/nowhere"))
        .validate(request, EventListener.none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: sqs-queue, properties: { delayMessagesSecond: \"$File('../outside/a.yml').a\" }",
        "type: sqs-queue, properties: { delayMessagesSecond: \"$File('link/a.yml').a\" }",
        "type: bucket, properties: { directoryUpload: { directoryPath: ../outside } }",
        "type: bucket, properties: { directoryUpload: { directoryPath: link } }",
      })
  void whatLiesOutsideIsRefused(String resource) {
    StackRequest request = request(resource);

    assertThat(validate(request).resources()).isEqualTo(1);
    assertRefused(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stacktape-lambda-buildpack|entryfilePath: link/a.py",
        "stacktape-lambda-buildpack|entryfilePath: a.py, includeFiles: ['../outside/*.yml']",
        "stacktape-lambda-buildpack|entryfilePath: a.py, includeFiles: ['link/**']",
        "custom-artifact|packagePath: ../outside, handler: a.handler",
      })
  void codeFromOutsideIsRefused(String packaging) {
    String[] parts = packaging.split("\\|");
    StackRequest request = request(FUNCTION.formatted(parts[0], parts[1]));

    assertRefused(request);
  }

  @Test
  void whatLiesInsideIsTaken() {
    StackRequest request =
        request(FUNCTION.formatted("stacktape-lambda-buildpack", "entryfilePath: a.py"));

    assertThat(validate(request.confinedTo(project)).resources()).isEqualTo(1);
  }

  /** Nothing keeps Python to a folder. */
  @Test
  void programsOutsideOfTheSandboxAreNotRun() {
    StackRequest request =
        request("type: sqs-queue, properties: { delayMessagesSecond: \"$File('a.py')\" }")
            .confinedTo(project);

    assertThatThrownBy(() -> validate(request))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::code)
                    .contains("DIRECTIVE_NOT_SUPPORTED"));
  }

  private void assertRefused(StackRequest request) {
    assertThatThrownBy(() -> validate(request.confinedTo(project)))
        .isInstanceOfSatisfying(
            StacktapeException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(
                        problem ->
                            assertThat(problem.message()).contains("lies outside of the project")));
  }
}

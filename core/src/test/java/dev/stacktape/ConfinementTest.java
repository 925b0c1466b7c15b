package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import org.jspecify.annotations.Nullable;
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
    return requestOf("resources:\n  one: { " + resource + " }\n");
  }

  private StackRequest requestOf(@Nullable String config) {
    return new StackRequest(
        project,
        null,
        config,
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

  /** What is wrong with a file is said with a line of it. */
  @Test
  void aConfigThatIsALinkToElsewhereIsNotRead() throws IOException {
    Path secret =
        Files.writeString(work.resolve("outside/credentials"), "[default]\naws_key = hunter22\n");
    Files.createSymbolicLink(project.resolve("stacktape.yml"), secret);
    StackRequest request = requestOf(null).confinedTo(project);

    assertThatThrownBy(() -> validate(request))
        .isInstanceOf(StacktapeException.class)
        .hasMessageContaining("outside of the project")
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void programsDoNotSeeTheCredentialsThatTheEngineWorksWith() {
    assertThat(
            Confinement.withoutCredentials(
                Map.of(
                    "AWS_ACCESS_KEY_ID", "a",
                    "AWS_SECRET_ACCESS_KEY", "b",
                    "AWS_SESSION_TOKEN", "c",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN", "d",
                    "STACKTAPE_MCP_TOKEN", "e",
                    "AWS_REGION", "eu-west-1",
                    "CI", "true")))
        .containsOnlyKeys("AWS_REGION", "CI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "link", "/tmp"})
  void aDeploymentLeavesNoFileElsewhere(String folder) {
    StackRequest request =
        requestOf(
            "stackConfig: { stackInfoDirectory: %s }\nresources:\n  one: { type: sqs-queue }\n"
                .formatted(folder));

    assertThatCode(() -> validate(request)).doesNotThrowAnyException();
    assertThatThrownBy(() -> validate(request.confinedTo(project)))
        .hasMessageContaining("outside of the project");
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

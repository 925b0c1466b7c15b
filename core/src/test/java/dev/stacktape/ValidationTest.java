package dev.stacktape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.EventListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
  @TempDir Path folder;

  @Test
  void countsWhatTheConfigBecomes() throws IOException {
    Validation validation = validate("resources: {jobs: {type: sqs-queue}}");
    assertThat(validation.resources()).isEqualTo(1);
    assertThat(validation.cloudFormationResources()).isEqualTo(1);
    assertThat(validation.warnings()).isEmpty();
  }

  @Test
  void warnsAtItsPlaceOfWhatHasNoEffectYet() throws IOException {
    Validation validation =
        validate(
            """
            scripts:
              build: {type: local-script, properties: {executeCommand: make}}
            hooks:
              beforeDeploy: [{scriptName: build}]
            deploymentConfig:
              previousVersionsToKeep: 3
            resources: {jobs: {type: sqs-queue}}
            """);
    assertThat(validation.warnings())
        .extracting(warning -> warning.location() + " " + warning.message())
        .containsExactly(
            "stacktape.yml:3:1 `hooks` has no effect yet: the scripts are not run, so run them"
                + " yourself.",
            "stacktape.yml:6:3 `deploymentConfig.previousVersionsToKeep` has no effect yet:"
                + " earlier artifacts are all kept.");
  }

  @Test
  void whatCannotBeDeployedYetIsAWarning() throws IOException {
    Validation validation = validate("resources: {topic: {type: sns-topic}}");
    assertThat(validation.cloudFormationResources()).isZero();
    assertThat(validation.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.code()).isEqualTo("RESOURCE_TYPE_NOT_SUPPORTED"));
  }

  private Validation validate(String config) throws IOException {
    Files.writeString(folder.resolve("stacktape.yml"), config);
    StackRequest request =
        new StackRequest(
            folder,
            null,
            "orders",
            "x",
            "dev",
            null,
            null,
            null,
            null,
            List.of(),
            folder,
            Map.of(),
            "mvn package");
    return new Stacktape(Clock.systemUTC(), Sleeper.system(), Map.of())
        .validate(request, EventListener.none());
  }
}

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
              afterDev: [{scriptName: build}]
            deploymentConfig:
              previousVersionsToKeep: 3
              disableS3TransferAcceleration: false
            resources: {jobs: {type: sqs-queue}}
            """);
    assertThat(validation.warnings())
        .extracting(warning -> warning.location() + " " + warning.message())
        .containsExactly(
            "stacktape.yml:5:3 `hooks.afterDev` has no effect yet: there is no `dev` that runs it.",
            "stacktape.yml:8:3 Uploads go straight to the region of the bucket, never"
                + " accelerated.");
  }

  @Test
  void whatCannotBeDeployedYetIsAWarning() throws IOException {
    Validation validation =
        validate("resources: {browser: {type: agentcore-browser, properties: {}}}");
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

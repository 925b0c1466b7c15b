package dev.stacktape.operate.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.aws.AwsSettings;
import dev.stacktape.name.Target;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptEnvironmentTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "123456789012");
  private static final Map<String, String> PROCESS =
      Map.of(
          "PATH", "/bin",
          "AWS_PROFILE", "work",
          "AWS_ACCESS_KEY_ID", "AKIA",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "AWS_SESSION_TOKEN", "token");

  @Test
  void aScriptOfTheEmbeddedAwsCannotReachAnAccount() {
    AwsSettings settings = AwsSettings.embedded(URI.create("http://127.0.0.1:4566"), "eu-west-1");
    assertThat(ScriptEnvironment.of(settings, TARGET, PROCESS))
        .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
        .containsEntry("AWS_ACCESS_KEY_ID", "local")
        .containsEntry("AWS_REGION", "eu-west-1")
        .containsEntry("PATH", "/bin")
        .doesNotContainKeys("AWS_PROFILE", "AWS_SESSION_TOKEN");
  }

  @Test
  void aProfileThatWasNamedGoesBeforeKeysOfTheEnvironment() {
    assertThat(ScriptEnvironment.of(settings("other"), TARGET, PROCESS))
        .containsEntry("AWS_PROFILE", "other")
        .doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
    assertThat(ScriptEnvironment.of(settings("work"), TARGET, PROCESS))
        .containsAllEntriesOf(PROCESS)
        .containsEntry("AWS_REGION", "eu-west-1");
  }

  @Test
  void buildServersAreKnownByTheirVariables() {
    assertThat(ScriptEnvironment.isBuildServer(Map.of())).isFalse();
    assertThat(ScriptEnvironment.isBuildServer(Map.of("CI", "false"))).isFalse();
    assertThat(ScriptEnvironment.isBuildServer(Map.of("CI", "true"))).isTrue();
    assertThat(ScriptEnvironment.isBuildServer(Map.of("CI", "woodpecker"))).isTrue();
    assertThat(ScriptEnvironment.isBuildServer(Map.of("JENKINS_URL", "https://x"))).isTrue();
  }

  private static AwsSettings settings(String profile) {
    return new AwsSettings("eu-west-1", profile, null, false, Map.of());
  }
}

package dev.stacktape.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.aws.AwsSettings.Options;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsSettingsTest {
  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void aMachineWithTwoProfiles() throws IOException {
    environment.put("HOME", home.toString());
    Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/config"),
        """
        [default]
        region = eu-west-1
        [profile work]
        region = eu-central-1
        endpoint_url = http://127.0.0.1:4566
        [profile signed]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = deployer
        region = us-east-1
        [sso-session corp]
        sso_start_url = https://example.invalid/start
        sso_region = us-east-1
        """);
  }

  @Test
  void theCallerGoesBeforeTheEnvironmentAndThatBeforeTheFile() {
    assertThat(resolve(Options.NONE).region()).isEqualTo("eu-west-1");
    environment.put("AWS_DEFAULT_REGION", "eu-west-3");
    assertThat(resolve(Options.NONE).region()).isEqualTo("eu-west-3");
    environment.put("AWS_REGION", "eu-west-2");
    assertThat(resolve(Options.NONE).region()).isEqualTo("eu-west-2");
    assertThat(resolve(new Options("us-east-2", null, null)).region()).isEqualTo("us-east-2");
  }

  @Test
  void theProfileBringsItsRegionAndEndpoint() {
    environment.put("AWS_PROFILE", "work");
    AwsSettings settings = resolve(Options.NONE);
    assertThat(settings.profile()).isEqualTo("work");
    assertThat(settings.region()).isEqualTo("eu-central-1");
    assertThat(settings.endpoint()).isEqualTo(URI.create("http://127.0.0.1:4566"));
    assertThat(settings.isAws()).isFalse();
    assertThat(settings.isEncrypted()).isFalse();
  }

  @Test
  void blankVariablesCountAsUnset() {
    environment.put("AWS_REGION", " ");
    environment.put("AWS_PROFILE", "");
    assertThat(resolve(Options.NONE).region()).isEqualTo("eu-west-1");
  }

  @Test
  void anUnknownRegionIsRefusedBeforeAnyCall() {
    Problem problem = problemOf(() -> resolve(new Options("eu-wset-1", null, null)));
    assertThat(problem.code()).isEqualTo("AWS_UNKNOWN_REGION");
    assertThat(problem.hint()).contains("Did you mean `eu-west-1`?").contains("us-east-1");
  }

  @Test
  void aMissingRegionSaysHowToSetIt() throws IOException {
    Files.delete(home.resolve(".aws/config"));
    Problem problem = problemOf(() -> resolve(Options.NONE));
    assertThat(problem.code()).isEqualTo("AWS_NO_REGION");
    assertThat(problem.hint()).contains("-Dstacktape.region").contains("AWS_REGION");
  }

  @Test
  void offlineAMissingRegionIsFilledIn() throws IOException {
    assertThat(AwsSettings.regionOr("us-east-1", null, null, environment)).isEqualTo("eu-west-1");
    assertThat(AwsSettings.regionOr("us-east-1", null, "work", environment))
        .isEqualTo("eu-central-1");
    Files.delete(home.resolve(".aws/config"));
    assertThat(AwsSettings.regionOr("us-east-1", null, null, environment)).isEqualTo("us-east-1");
    Problem problem =
        problemOf(() -> AwsSettings.regionOr("us-east-1", "mars-1", null, environment));
    assertThat(problem.code()).isEqualTo("AWS_UNKNOWN_REGION");
  }

  @Test
  void anUnknownProfileNamesThoseThatThereAre() {
    Problem problem = problemOf(() -> resolve(new Options(null, "worc", null)));
    assertThat(problem.code()).isEqualTo("AWS_UNKNOWN_PROFILE");
    assertThat(problem.hint()).contains("Did you mean `work`?").contains("default, signed, work");
  }

  @Test
  void anEndpointMustBeAnAddress() {
    for (String wrong : new String[] {"127.0.0.1:4566", "ftp://there", "http://", "::"}) {
      Problem problem = problemOf(() -> resolve(new Options(null, null, wrong)));
      assertThat(problem.code()).isEqualTo("AWS_BAD_ENDPOINT");
      assertThat(problem.message()).contains(wrong);
    }
  }

  @Test
  void aProfileThatSignsInNamesTheCommand() {
    AwsSettings settings = resolve(new Options(null, "signed", null));
    Problem problem = problemOf(() -> Credentials.of(settings).resolveCredentials());
    assertThat(problem.code()).isEqualTo("AWS_EXPIRED_CREDENTIALS");
    assertThat(problem.hint()).contains("aws sso login --profile signed");
  }

  @Test
  void aProfileWithoutCredentialsNamesTheCommand() {
    AwsSettings settings = resolve(new Options(null, "work", null));
    Problem problem = problemOf(() -> Credentials.of(settings).resolveCredentials());
    assertThat(problem.code()).isEqualTo("AWS_NO_CREDENTIALS");
    assertThat(problem.hint()).contains("aws configure --profile work");
  }

  @Test
  void keysInTheEnvironmentGoBeforeTheProfileOfTheEnvironmentButNotBeforeAChosenOne()
      throws IOException {
    Files.writeString(
        home.resolve(".aws/credentials"),
        """
        [work]
        aws_access_key_id = of-the-profile
        aws_secret_access_key = x
        """);
    environment.put("AWS_ACCESS_KEY_ID", "of-the-environment");
    environment.put("AWS_SECRET_ACCESS_KEY", "y");
    environment.put("AWS_PROFILE", "work");
    assertThat(keyId(resolve(Options.NONE))).isEqualTo("of-the-environment");
    environment.remove("AWS_PROFILE");
    assertThat(keyId(resolve(new Options(null, "work", null)))).isEqualTo("of-the-profile");
  }

  private static String keyId(AwsSettings settings) {
    return Credentials.of(settings).resolveCredentials().accessKeyId();
  }

  private AwsSettings resolve(Options options) {
    return AwsSettings.resolve(options, environment);
  }

  private static Problem problemOf(ThrowingCallable work) {
    StacktapeException[] thrown = new StacktapeException[1];
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(StacktapeException.class, failure -> thrown[0] = failure);
    return thrown[0].problems().get(0);
  }
}

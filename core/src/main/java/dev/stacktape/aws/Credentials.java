package dev.stacktape.aws;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Credentials as AWS's own tools find them. A profile that was named goes before everything else;
 * without one it is the default chain: environment, web identity, profile, container, instance.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">Credential
 *     providers</a>
 */
final class Credentials implements AwsCredentialsProvider {
  private final AwsSettings settings;
  private final Profiles profiles;
  private final AwsCredentialsProvider source;

  private Credentials(AwsSettings settings, Profiles profiles, AwsCredentialsProvider source) {
    this.settings = settings;
    this.profiles = profiles;
    this.source = source;
  }

  static AwsCredentialsProvider of(AwsSettings settings) {
    if (settings.embedded()) {
      return StaticCredentialsProvider.create(AwsBasicCredentials.create("embedded", "embedded"));
    }
    Profiles profiles = Profiles.load(settings.environment());
    return new Credentials(settings, profiles, source(settings, profiles));
  }

  private static AwsCredentialsProvider source(AwsSettings settings, Profiles profiles) {
    AwsCredentials inEnvironment = inEnvironment(settings);
    String profile = settings.profile();
    boolean profileWasChosen =
        profile != null && !profile.equals(settings.environment().get("AWS_PROFILE"));
    if (inEnvironment != null && !profileWasChosen) {
      return StaticCredentialsProvider.create(inEnvironment);
    }
    if (profile != null) {
      return ProfileCredentialsProvider.builder()
          .profileFile(profiles.file())
          .profileName(profile)
          .build();
    }
    return DefaultCredentialsProvider.builder().profileFile(profiles.file()).build();
  }

  private static @Nullable AwsCredentials inEnvironment(AwsSettings settings) {
    String id = settings.environment().get("AWS_ACCESS_KEY_ID");
    String secret = settings.environment().get("AWS_SECRET_ACCESS_KEY");
    String session = settings.environment().get("AWS_SESSION_TOKEN");
    if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
      return null;
    }
    return session == null || session.isBlank()
        ? AwsBasicCredentials.create(id, secret)
        : AwsSessionCredentials.create(id, secret, session);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return source.resolveCredentials();
    } catch (SdkException | IllegalStateException | IllegalArgumentException none) {
      throw StacktapeException.cloud(explain(none), none);
    }
  }

  private Problem explain(RuntimeException none) {
    String profile = settings.profile();
    if (profiles.signsIn(profile)) {
      return AwsCode.AWS_EXPIRED_CREDENTIALS
          .error(
              "The sign-in of AWS profile `"
                  + (profile == null ? "default" : profile)
                  + "` is missing or has expired.")
          .hint("Run `" + signIn(profile) + "`.");
    }
    if (profile != null) {
      return AwsCode.AWS_NO_CREDENTIALS
          .error("AWS profile `" + profile + "` gives no credentials: " + none.getMessage())
          .hint(
              "Run `aws configure --profile " + profile + "`, or `" + signIn(profile) + "` first.");
    }
    return AwsCode.AWS_NO_CREDENTIALS
        .error(
            "No AWS credentials were found. Tried: the environment (AWS_ACCESS_KEY_ID,"
                + " AWS_SECRET_ACCESS_KEY), system properties, web identity, the default profile"
                + " in "
                + profiles.places()
                + ", container, instance.")
        .hint(
            "Run `aws configure`, or name a profile with -Dstacktape.profile=x (after `aws sso"
                + " login --profile x` where it signs in). To try without an account use"
                + " -Dstacktape.local=true.");
  }

  static String signIn(@Nullable String profile) {
    return profile == null ? "aws sso login" : "aws sso login --profile " + profile;
  }
}

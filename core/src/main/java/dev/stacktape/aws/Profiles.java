package dev.stacktape.aws;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The profiles in AWS's two shared files.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html">Location of the
 *     shared files</a>
 */
record Profiles(ProfileFile file, String places) {

  static Profiles load(Map<String, String> environment) {
    Path folder = home(environment).resolve(".aws");
    Path config = file(environment, "AWS_CONFIG_FILE", folder.resolve("config"));
    Path credentials =
        file(environment, "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials"));
    ProfileFile.Aggregator both = ProfileFile.aggregator();
    add(both, config, ProfileFile.Type.CONFIGURATION);
    add(both, credentials, ProfileFile.Type.CREDENTIALS);
    return new Profiles(both.build(), config + " and " + credentials);
  }

  /** Goes on only with a profile that is there. */
  void require(String profile) {
    if (file.profile(profile).isPresent()) {
      return;
    }
    List<String> names = file.profiles().keySet().stream().sorted().toList();
    String known =
        names.isEmpty()
            ? "There are no profiles yet: make this one with `aws configure --profile "
                + profile
                + "`."
            : "The profiles are: " + String.join(", ", names) + ".";
    throw new StacktapeException(
        AwsCode.AWS_UNKNOWN_PROFILE
            .error("There is no AWS profile `" + profile + "` in " + places + ".")
            .hint(
                DidYouMean.closest(profile, names)
                        .map(close -> "Did you mean `" + close + "`? ")
                        .orElse("")
                    + known));
  }

  /** A property of a profile, of the default profile when none is named. */
  @Nullable String property(@Nullable String profile, String property) {
    return file.profile(profile == null ? "default" : profile)
        .flatMap(found -> found.property(property))
        .orElse(null);
  }

  /** Whether the profile gets its credentials by signing in through the browser. */
  boolean signsIn(@Nullable String profile) {
    return property(profile, "sso_session") != null || property(profile, "sso_start_url") != null;
  }

  private static void add(ProfileFile.Aggregator both, Path path, ProfileFile.Type type) {
    if (!Files.isRegularFile(path)) {
      return;
    }
    try {
      both.addFile(ProfileFile.builder().content(path).type(type).build());
    } catch (RuntimeException malformed) {
      throw new StacktapeException(
          AwsCode.AWS_BAD_PROFILE_FILE
              .error("AWS's file " + path + " cannot be read: " + malformed.getMessage())
              .hint("Mend the file, or write it again with `aws configure`."),
          malformed);
    }
  }

  private static Path file(Map<String, String> environment, String variable, Path usual) {
    String other = environment.get(variable);
    return other == null || other.isBlank() ? usual : Path.of(other);
  }

  private static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", environment.get("USERPROFILE"));
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
  }
}

package dev.stacktape.operate.script;

import dev.stacktape.aws.AwsSettings;
import dev.stacktape.name.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables that every script gets: those of this process, and those that make AWS's own tools
 * act where the deployment acts. A script of a stack on the embedded AWS never gets at an account.
 */
public final class ScriptEnvironment {
  private static final List<String> KEYS =
      List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

  private static final List<String> BUILD_SERVERS =
      List.of(
          "GITHUB_ACTIONS",
          "GITLAB_CI",
          "JENKINS_URL",
          "TF_BUILD",
          "TEAMCITY_VERSION",
          "CODEBUILD_BUILD_ID",
          "BITBUCKET_BUILD_NUMBER",
          "BUILDKITE");

  private ScriptEnvironment() {}

  /**
   * The variables for the scripts of a stack.
   *
   * @param process the variables of this process
   */
  public static Map<String, String> of(
      AwsSettings settings, Target target, Map<String, String> process) {
    Map<String, String> variables = new HashMap<>(process);
    variables.put("AWS_REGION", target.region());
    variables.put("AWS_DEFAULT_REGION", target.region());
    if (settings.embedded()) {
      variables.keySet().removeAll(KEYS);
      variables.remove("AWS_PROFILE");
      variables.put("AWS_ENDPOINT_URL", String.valueOf(settings.endpoint()));
      variables.put("AWS_ACCESS_KEY_ID", "local");
      variables.put("AWS_SECRET_ACCESS_KEY", "local");
    } else if (settings.profile() != null
        && !settings.profile().equals(process.get("AWS_PROFILE"))) {
      // The tools prefer keys to a profile, and the profile was named for this run.
      variables.keySet().removeAll(KEYS);
      variables.put("AWS_PROFILE", settings.profile());
    }
    return variables;
  }

  /** Whether nobody sits at this machine, going by what build servers set. */
  public static boolean isBuildServer(Map<String, String> process) {
    String ci = process.getOrDefault("CI", "");
    boolean said = !ci.isBlank() && !ci.equalsIgnoreCase("false") && !ci.equals("0");
    return said || BUILD_SERVERS.stream().anyMatch(process::containsKey);
  }
}

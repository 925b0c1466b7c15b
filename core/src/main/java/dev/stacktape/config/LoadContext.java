package dev.stacktape.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a config can ask about the circumstances in which it is loaded.
 *
 * @param stage such as {@code dev}
 * @param region AWS region id such as {@code eu-west-1}
 * @param projectName such as {@code orders}
 * @param account 12-digit AWS account id, or null while it is not known
 * @param profile the AWS profile in use, if any
 * @param cliArgs what the caller was given on its command line, by name: text, numbers, booleans
 * @param git asked only when the config asks
 * @param workingDirectory what relative paths of {@code $File} start from; null for the folder of
 *     the config
 * @param environment the environment variables of the caller
 * @param programs runs directives that are programs; null where none are run
 */
public record LoadContext(
    String stage,
    String region,
    String projectName,
    @Nullable String account,
    @Nullable String profile,
    Map<String, Object> cliArgs,
    Git git,
    @Nullable Path workingDirectory,
    Map<String, String> environment,
    @Nullable ConfigPrograms programs) {

  public LoadContext {
    cliArgs = Map.copyOf(cliArgs);
    environment = Map.copyOf(environment);
  }

  /** A context with nothing but what every operation has; asks the git of this machine. */
  public static LoadContext of(String projectName, String stage, String region) {
    return new LoadContext(
        stage, region, projectName, null, null, Map.of(), new LocalGit(), null, Map.of(), null);
  }
}

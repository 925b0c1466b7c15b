package dev.stacktape;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A script to run by hand.
 *
 * @param name its key under {@code scripts:}
 * @param arguments stand behind each of its commands
 * @param environment variables that win over those of the config
 * @param assumeRoleOfResource the resource whose role it acts in, null for what the config says
 */
public record ScriptRequest(
    String name,
    List<String> arguments,
    Map<String, String> environment,
    @Nullable String assumeRoleOfResource) {
  public ScriptRequest {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}

package dev.stacktape.plan;

import dev.stacktape.name.Target;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a hot-swap rule may know beyond the change itself.
 *
 * @param liveCode the digest of the code that runs, by logical id
 * @param wantedCode the digest of the code that is to run, by logical id
 */
record SwapContext(
    Target target,
    Map<String, ResourceOrigin> origins,
    Map<String, String> liveCode,
    Map<String, String> wantedCode) {

  /** What a person calls the resource: its name in the config, else its logical id. */
  String nameOf(String logicalId) {
    String name = resourceName(logicalId);
    return name == null ? logicalId : name;
  }

  /** Whether the code that is to run is an artifact of this project. */
  boolean hasArtifact(String logicalId) {
    return wantedCode.containsKey(logicalId) && resourceName(logicalId) != null;
  }

  /** Whether the code that is to run is running. */
  boolean isLive(String logicalId) {
    String wanted = wantedCode.get(logicalId);
    return wanted != null && wanted.equals(liveCode.get(logicalId));
  }

  /**
   * The operation that gives a function the code that it is to run.
   *
   * @return null when the template leaves the function's name to AWS
   */
  @Nullable SwapOperation swap(String logicalId, CfnResource function) {
    String name = PhysicalName.of(function.properties().get("FunctionName"), target);
    String resource = nameOf(logicalId);
    return name == null ? null : new SwapOperation(resource, logicalId, name, resource);
  }

  private @Nullable String resourceName(String logicalId) {
    return origins.getOrDefault(logicalId, ResourceOrigin.STACK).resourceName();
  }
}

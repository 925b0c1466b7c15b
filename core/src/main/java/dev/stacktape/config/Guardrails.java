package dev.stacktape.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits that hold whatever else the config says. They are checked on the finished template, so
 * that overrides and raw CloudFormation resources cannot get around them. Patterns are names in
 * which {@code *} stands for anything.
 */
@Doc("Limits that the finished template is held to, whatever the config says.")
public record Guardrails(
    @Doc(value = "The stages that may be deployed; all where left out.", example = "[dev, 'pr-*']")
        List<String> allowedStages,
    @Doc(value = "The regions that may be deployed to.", example = "[eu-west-1, eu-central-1]")
        List<String> allowedRegions,
    @Doc(
            value =
                "Stages that are never hot-swapped, and deployed only by a plan that somebody has seen.",
            defaultValue = "[production]",
            example = "[production, 'prod-*']")
        List<String> protectedStages,
    @Doc(
            value = "CloudFormation types that may not be in the template.",
            example = "['AWS::EC2::NatGateway']")
        List<String> forbiddenTypes,
    @Doc(value = "The most CloudFormation resources in the stack.", example = "200")
        @Range(min = 1, max = 500)
        @Nullable Integer maxResources,
    @Doc(value = "The most memory of a function, in MB.", example = "3008") @Range(min = 128)
        @Nullable Integer maxFunctionMemory,
    @Doc(value = "The longest run of a function, in seconds.", example = "60") @Range(min = 1)
        @Nullable Integer maxFunctionTimeout,
    @Doc(value = "The most vCPUs of a task.", example = "2") @Range(min = 0.25)
        @Nullable Double maxTaskCpu,
    @Doc(value = "The most memory of a task, in MB.", example = "4096") @Range(min = 512)
        @Nullable Integer maxTaskMemory,
    @Doc(
            value = "The sizes that instances, databases and caches may have.",
            example = "['t4g.*', 'db.t4g.*', 'db.serverless', 'cache.t4g.*']")
        List<String> allowedInstances,
    @Doc(value = "The engines that databases may have.", example = "[postgres, 'aurora-*']")
        List<String> allowedDatabaseEngines,
    @Doc(value = "Protections that must be there.", example = "[deletion-protection]")
        List<RequiredProtection> require) {

  private static final List<String> PROTECTED = List.of("production");

  /** No limits at all, but the stages that are protected anyway. */
  public static Guardrails none() {
    return new Guardrails(
        List.of(), List.of(), List.of(), List.of(), null, null, null, null, null, List.of(),
        List.of(), List.of());
  }

  /** Whether a stage is one of those that are protected. */
  public boolean protectsStage(String stage) {
    return matches(protectedStages.isEmpty() ? PROTECTED : protectedStages, stage);
  }

  /** Whether a name fits one of some patterns. */
  public static boolean matches(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    String[] pieces = pattern.split("\\*", -1);
    if (pieces.length == 1) {
      return pattern.equals(name);
    }
    String last = pieces[pieces.length - 1];
    int from = pieces[0].length();
    if (!name.startsWith(pieces[0]) || name.length() < from + last.length()) {
      return false;
    }
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = name.indexOf(pieces[i], from);
      if (found < 0) {
        return false;
      }
      from = found + pieces[i].length();
    }
    return name.endsWith(last) && name.length() - last.length() >= from;
  }
}

package dev.stacktape;

import dev.stacktape.problem.Problem;
import java.util.List;

/**
 * A config without errors.
 *
 * @param configName what the config is called in messages
 * @param resources how many resources the config has
 * @param cloudFormationResources how many CloudFormation resources they become
 * @param warnings what the user should know all the same
 */
public record Validation(
    String configName, int resources, int cloudFormationResources, List<Problem> warnings) {
  public Validation {
    warnings = List.copyOf(warnings);
  }
}

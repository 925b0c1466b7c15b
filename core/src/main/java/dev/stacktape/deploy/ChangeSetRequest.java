package dev.stacktape.deploy;

import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.Plan;
import dev.stacktape.template.ResourceOrigin;
import java.util.Map;

/**
 * What is to be executed.
 *
 * @param plan what was shown
 * @param deployed the stack that the plan was made from
 * @param template where {@link Uploads#template} has put the bound template
 * @param parameters the values of the template's parameters
 * @param origins where each CloudFormation resource comes from, by logical id; those that are going
 *     to be deleted may be among them
 * @param tags of the stack
 */
public record ChangeSetRequest(
    Plan plan,
    DeployedStack deployed,
    Uploads.StoredTemplate template,
    Map<String, String> parameters,
    Map<String, ResourceOrigin> origins,
    Map<String, String> tags,
    DeploymentSettings settings) {

  /** For a template without parameters. */
  public ChangeSetRequest(
      Plan plan,
      DeployedStack deployed,
      Uploads.StoredTemplate template,
      Map<String, ResourceOrigin> origins,
      Map<String, String> tags,
      DeploymentSettings settings) {
    this(plan, deployed, template, Map.of(), origins, tags, settings);
  }

  String stackName() {
    return plan.target().stackName();
  }
}

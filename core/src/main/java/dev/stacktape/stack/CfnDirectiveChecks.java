package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.CF_ATTRIBUTE_UNKNOWN;
import static dev.stacktape.stack.StackCode.CF_RESOURCE_UNKNOWN;

import dev.stacktape.config.DeployTimeDirective;
import dev.stacktape.config.DirectiveCall;
import dev.stacktape.config.Node;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.Map;
import java.util.TreeSet;

/** Checks {@code $CfResourceParam}, for which the template has to be there. */
final class CfnDirectiveChecks {
  private static final String CUSTOM = "AWS::CloudFormation::CustomResource";

  private final Map<String, CfnResource> resources;
  private final ResourceSchemas schemas;
  private final Problems problems;

  CfnDirectiveChecks(
      Map<String, CfnResource> resources, ResourceSchemas schemas, Problems problems) {
    this.resources = resources;
    this.schemas = schemas;
    this.problems = problems;
  }

  void check(Node root) {
    for (DeployTimeDirective directive : DeployTimeDirective.allIn(root)) {
      directive
          .call()
          .calls()
          .filter(call -> call.name().equals("CfResourceParam"))
          .forEach(call -> check(call, directive.location()));
    }
  }

  private void check(DirectiveCall call, Location location) {
    String logicalId = DirectiveChecks.argument(call, 0);
    CfnResource resource = resources.get(logicalId);
    if (resource == null) {
      problems.add(
          CF_RESOURCE_UNKNOWN
              .error("The template has no CloudFormation resource `%s`.".formatted(logicalId))
              .at(location)
              .hint(
                  DidYouMean.closest(logicalId, resources.keySet())
                      .map(near -> "Did you mean `" + near + "`?")
                      .orElse("It has " + DirectiveChecks.some(resources.keySet()) + ".")));
      return;
    }
    ResourceSchema schema = schemas.find(resource.type());
    String attribute = DirectiveChecks.argument(call, 1);
    if (schema != null && !takesAny(resource) && !has(schema, attribute)) {
      TreeSet<String> known = new TreeSet<>(schema.attributes().keySet());
      known.addAll(schema.refIdentifier());
      problems.add(
          CF_ATTRIBUTE_UNKNOWN
              .error(
                  "`%s` has the type %s, which has no attribute `%s`."
                      .formatted(logicalId, resource.type(), attribute))
              .at(location)
              .hint(
                  DidYouMean.closest(attribute, known)
                      .map(near -> "Did you mean `" + near + "`?")
                      .orElse("It has " + String.join(", ", known) + ".")));
    }
  }

  private static boolean takesAny(CfnResource resource) {
    return resource.type().equals(CUSTOM) || resource.type().startsWith("Custom::");
  }

  private static boolean has(ResourceSchema schema, String attribute) {
    return schema.hasAttribute(attribute) || schema.refIdentifier().contains(attribute);
  }
}

package dev.stacktape.template;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds what AWS would refuse in a template, without asking AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">CloudFormation
 *     quotas</a>
 */
public final class TemplateCheck {
  private static final int MANY_RESOURCES = 400;
  private static final int MAX_OUTPUTS = 200;
  private static final int MAX_NAME = 255;
  private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");
  private static final Set<String> SECTIONS =
      Set.of("Conditions", "Hooks", "Mappings", "Metadata", "Parameters", "Rules", "Transform");

  private final ResourceSchemas schemas;

  /** Checks against the schemas that come with this library. */
  public TemplateCheck() {
    this(ResourceSchemas.bundled());
  }

  TemplateCheck(ResourceSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Everything that AWS would refuse, and warnings for what is near a limit or cannot be known.
   *
   * @param places says where in the config a resource was asked for
   */
  public List<Problem> check(Template template, PlaceFinder places) {
    List<Problem> found = new ArrayList<>();
    sections(template, found);
    limits(template, places, found);
    template.resources().forEach((id, resource) -> resource(id, resource, places, found));
    outputs(template, found);
    if (!isCompletedByMacro(template)) {
      found.addAll(new ReferenceCheck(template, schemas, places).check());
    }
    found.addAll(new CycleCheck(template, places).check());
    return List.copyOf(found);
  }

  /** A macro may add what is referred to, so nothing can be said about references before it ran. */
  private static boolean isCompletedByMacro(Template template) {
    return template.sections().containsKey("Transform");
  }

  private static void sections(Template template, List<Problem> found) {
    if (isCompletedByMacro(template)) {
      return;
    }
    for (String section : template.sections().keySet()) {
      if (!SECTIONS.contains(section)) {
        found.add(
            TemplateCode.TEMPLATE_UNKNOWN_SECTION
                .error("'%s' is not a section of a CloudFormation template.".formatted(section))
                .hint(didYouMean(section, SECTIONS, known("sections", SECTIONS))));
      }
    }
  }

  private static void limits(Template template, PlaceFinder places, List<Problem> found) {
    int resources = template.resources().size();
    if (resources == 0) {
      found.add(
          TemplateCode.TEMPLATE_EMPTY
              .error("The stack has no resources, and AWS wants at least one.")
              .at(places.ofWhole())
              .hint("Add a resource, or delete the stack."));
    } else if (resources > Template.MAX_RESOURCES) {
      found.add(
          TemplateCode.TEMPLATE_TOO_MANY_RESOURCES
              .error(
                  "The stack has %d CloudFormation resources; AWS allows %d."
                      .formatted(resources, Template.MAX_RESOURCES))
              .hint("Move some resources into a project of their own."));
    } else if (resources >= MANY_RESOURCES) {
      found.add(
          TemplateCode.TEMPLATE_NEAR_RESOURCE_LIMIT
              .warning(
                  "The stack has %d of the %d CloudFormation resources that AWS allows."
                      .formatted(resources, Template.MAX_RESOURCES))
              .hint("Before it grows, move some resources into a project of their own."));
    }
    int bytes = TemplateText.toCompactJson(template).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Template.MAX_BYTES) {
      found.add(
          TemplateCode.TEMPLATE_TOO_LARGE
              .error(
                  "The template has %,d bytes; AWS allows %,d."
                      .formatted(bytes, Template.MAX_BYTES))
              .hint("Move some resources into a project of their own."));
    }
  }

  private void resource(String id, CfnResource resource, PlaceFinder places, List<Problem> found) {
    List<Problem> problems = new ArrayList<>();
    logicalId(id, problems);
    problems.addAll(new AttributeCheck(schemas, id, resource).check());
    ResourceSchema schema = schemas.find(resource.type());
    if (schema == null) {
      found.add(unknownType(id, resource.type()).at(places.ofType(id)));
    }
    problems.forEach(problem -> found.add(problem.at(places.find(id, List.of()))));
    if (schema != null) {
      for (SchemaViolation violation : schema.check(resource.properties())) {
        found.add(
            TemplateCode.of(violation.kind())
                .error("In %s: %s".formatted(id, violation.message()))
                .at(places.find(id, violation.steps()))
                .hint(violation.hint()));
      }
    }
  }

  private static void logicalId(String id, List<Problem> problems) {
    if (!isName(id)) {
      problems.add(
          TemplateCode.TEMPLATE_BAD_LOGICAL_ID
              .error(
                  "The logical id '%s' is not one: AWS takes 1 to %d letters and digits."
                      .formatted(id, MAX_NAME))
              .hint("Leave out dashes, dots, spaces and the like."));
    }
  }

  private Problem unknownType(String id, String type) {
    if (!type.startsWith("AWS::") && !type.startsWith("Alexa::")) {
      return TemplateCode.TEMPLATE_UNCHECKED_TYPE
          .warning(
              "%s has the type %s, which is not AWS's own: its properties are not checked."
                  .formatted(id, type))
          .hint("The type has to be registered in the account and region that is deployed to.");
    }
    return TemplateCode.TEMPLATE_UNKNOWN_TYPE
        .error("%s has the type '%s', which CloudFormation does not have.".formatted(id, type))
        .hint(
            DidYouMean.closest(type, schemas.types())
                .map(word -> "Did you mean '" + word + "'?")
                .orElse(null));
  }

  private static void outputs(Template template, List<Problem> found) {
    int outputs = template.outputs().size();
    if (outputs > MAX_OUTPUTS) {
      found.add(
          TemplateCode.TEMPLATE_TOO_MANY_OUTPUTS
              .error("The stack has %d outputs; AWS allows %d.".formatted(outputs, MAX_OUTPUTS))
              .hint("Take out outputs that nothing reads."));
    }
    template.outputs().forEach((name, output) -> output(name, output, found));
  }

  private static void output(String name, Object output, List<Problem> found) {
    if (!isName(name)) {
      found.add(
          TemplateCode.TEMPLATE_BAD_OUTPUT_NAME
              .error(
                  "The output name '%s' is not one: AWS takes 1 to %d letters and digits."
                      .formatted(name, MAX_NAME))
              .hint("Leave out dashes, dots, spaces and the like."));
    }
    if (!(output instanceof Map<?, ?> map) || !map.containsKey("Value")) {
      found.add(
          TemplateCode.TEMPLATE_OUTPUT_WITHOUT_VALUE
              .error("The output '%s' has no Value.".formatted(name))
              .hint("Write it as a map with Value, and Description or Export beside it."));
    }
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_NAME && ALPHANUMERIC.matcher(text).matches();
  }

  /** A guess at what was meant, or other advice. */
  static String didYouMean(String found, Collection<String> known, String otherwise) {
    return DidYouMean.closest(found, known)
        .map(word -> "Did you mean '" + word + "'?")
        .orElse(otherwise);
  }

  static String known(String what, Set<String> words) {
    return "Known %s are %s.".formatted(what, String.join(", ", new TreeSet<>(words)));
  }
}

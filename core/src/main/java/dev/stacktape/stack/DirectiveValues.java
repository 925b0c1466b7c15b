package dev.stacktape.stack;

import dev.stacktape.config.DirectiveArgument;
import dev.stacktape.config.DirectiveCall;
import dev.stacktape.config.DirectiveText;
import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Turns directives into template values. They have been checked before, see {@link DirectiveChecks}
 * and {@link CfnDirectiveChecks}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
 *     references</a>
 */
final class DirectiveValues {
  private final StackModel model;
  private final Map<String, CfnResource> resources;
  private final ResourceSchemas schemas;
  private final @Nullable EdgeOutputs edge;

  /**
   * Values for a template.
   *
   * @param resources of that template
   * @param edge what it gets from its companion; null for the companion itself
   */
  DirectiveValues(
      StackModel model,
      Map<String, CfnResource> resources,
      ResourceSchemas schemas,
      @Nullable EdgeOutputs edge) {
    this.model = model;
    this.resources = resources;
    this.schemas = schemas;
    this.edge = edge;
  }

  /** The same template with values in place of directives. */
  Template resolve(Template template) {
    Map<String, CfnResource> resolved = new LinkedHashMap<>();
    template
        .resources()
        .forEach(
            (id, resource) ->
                resolved.put(
                    id,
                    new CfnResource(
                        resource.type(),
                        resolveMap(resource.properties()),
                        resource.dependsOn(),
                        resolveMap(resource.attributes()))));
    return new Template(
        template.description(),
        resolved,
        resolveMap(template.outputs()),
        resolveMap(template.sections()));
  }

  /** The same tree with values in place of directives. */
  Object resolve(Object value) {
    if (value instanceof Map<?, ?> map) {
      return resolveMap(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::resolve).toList();
    }
    if (value instanceof String text) {
      Optional<DirectiveCall> call = DirectiveText.parse(text);
      return call.isPresent() ? valueOf(call.get()) : text;
    }
    return value;
  }

  Map<String, Object> resolveMap(Map<?, ?> map) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    map.forEach((key, item) -> resolved.put(String.valueOf(key), resolve(item)));
    return resolved;
  }

  private Object valueOf(DirectiveCall call) {
    return switch (call.name()) {
      case "ResourceParam" -> resourceParam(call);
      case "CfResourceParam" -> cfResourceParam(call);
      case "Secret" -> secret(DirectiveChecks.argument(call, 0));
      case "SsmParam" -> "{{resolve:ssm:" + DirectiveChecks.argument(call, 0) + "}}";
      case "CfFormat" -> format(call);
      case "CfStackOutput", "StackOutput" ->
          Fn.importValue(
              LogicalId.export(
                  DirectiveChecks.argument(call, 0), DirectiveChecks.argument(call, 1)));
      default -> call.text();
    };
  }

  private Object resourceParam(DirectiveCall call) {
    Resource<?> resource =
        Objects.requireNonNull(model.withParts().get(DirectiveChecks.argument(call, 0)));
    return Objects.requireNonNull(params(resource).get(DirectiveChecks.argument(call, 1)));
  }

  private <P extends Record> Params params(Resource<P> resource) {
    return resource.type().params(resource, model);
  }

  private Object cfResourceParam(DirectiveCall call) {
    String logicalId = DirectiveChecks.argument(call, 0);
    String attribute = DirectiveChecks.argument(call, 1);
    if (edge != null && !resources.containsKey(logicalId) && edge.has(logicalId)) {
      CfnResource there = Objects.requireNonNull(edge.resources().get(logicalId));
      return edge.parameter(logicalId, attribute, attribute(logicalId, there, attribute));
    }
    return attribute(logicalId, Objects.requireNonNull(resources.get(logicalId)), attribute);
  }

  private Object attribute(String logicalId, CfnResource resource, String attribute) {
    ResourceSchema schema = schemas.find(resource.type());
    boolean isRef =
        schema != null
            && !schema.hasAttribute(attribute)
            && schema.refIdentifier().contains(attribute);
    return isRef ? Fn.ref(logicalId) : Fn.getAtt(logicalId, attribute);
  }

  /** The part behind the first dot is a key of the JSON in the secret. */
  private static String secret(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? "{{resolve:secretsmanager:" + name + ":SecretString}}"
        : "{{resolve:secretsmanager:%s:SecretString:%s}}"
            .formatted(name.substring(0, dot), name.substring(dot + 1));
  }

  private Object format(DirectiveCall call) {
    List<DirectiveArgument> args = new ArrayList<>(call.args());
    args.remove(0);
    Map<String, Object> variables = new LinkedHashMap<>();
    String text = DirectiveChecks.argument(call, 0);
    for (int i = 0; i < args.size(); i++) {
      text = text.replaceFirst("\\{}", Matcher.quoteReplacement("${sub" + i + "}"));
      variables.put("sub" + i, valueOf(args.get(i)));
    }
    return variables.isEmpty() ? Fn.sub(text) : Fn.sub(text, variables);
  }

  private Object valueOf(DirectiveArgument argument) {
    return argument instanceof DirectiveCall inner
        ? valueOf(inner)
        : String.valueOf(((DirectiveArgument.Literal) argument).value());
  }
}

package dev.stacktape.stack;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Draft;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.PlaceFinder;
import dev.stacktape.template.Reference;
import dev.stacktape.template.References;
import dev.stacktape.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stack and its companion know of each other: the companion is deployed first, so its values
 * come to the stack as parameters, and nothing goes the other way.
 *
 * @param companion takes the outputs that the stack asks for
 * @param resources those of the companion
 */
record EdgeOutputs(Draft companion, Map<String, CfnResource> resources) {

  /** Whether the companion has such a resource. */
  boolean has(String logicalId) {
    return resources.containsKey(logicalId);
  }

  /**
   * A value of a resource of the companion as the stack knows it.
   *
   * @param value as the companion knows it
   */
  Object parameter(String logicalId, String attribute, Object value) {
    String name = LogicalId.of("StpEdge", logicalId, attribute);
    companion.addOutput(name, new Tree().with("Value", value).build());
    return Fn.ref(name);
  }

  /**
   * Reports what of the companion refers to the stack.
   *
   * @param main the logical ids of the stack
   */
  static void check(Template template, Set<String> main, PlaceFinder places, Problems problems) {
    template
        .resources()
        .forEach(
            (id, resource) ->
                References.in(resource.properties()).stream()
                    .map(Reference::target)
                    .distinct()
                    .filter(target -> main.contains(target))
                    .filter(target -> !template.resources().containsKey(target))
                    .forEach(
                        target ->
                            problems.add(
                                StackCode.COMPANION_REFERS_BACK
                                    .error(
                                        "`%s` is in %s, which is deployed first, and cannot know of `%s`."
                                            .formatted(id, Target.EDGE_REGION, target))
                                    .at(places.find(id, List.of()))
                                    .hint(
                                        "Write a value that is known before, or leave the"
                                            + " override out."))));
  }
}

package dev.stacktape.stack;

import dev.stacktape.resource.Draft;
import dev.stacktape.template.CfnResource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The CloudFormation resources of a draft, by logical id, while users' changes are applied to them.
 *
 * @param main those of the stack itself
 * @param edge those of its companion
 */
record DraftedResources(Map<String, CfnResource> main, Map<String, CfnResource> edge) {

  static DraftedResources of(Draft draft) {
    return new DraftedResources(
        new LinkedHashMap<>(draft.resources()), new LinkedHashMap<>(draft.companion().resources()));
  }

  /** Both together; where both have an id, that of the stack holds. */
  Map<String, CfnResource> all() {
    Map<String, CfnResource> all = new LinkedHashMap<>(main);
    edge.forEach(all::putIfAbsent);
    return all;
  }

  /** The one of the two that a resource is in. */
  Map<String, CfnResource> holding(String logicalId) {
    return !main.containsKey(logicalId) && edge.containsKey(logicalId) ? edge : main;
  }
}

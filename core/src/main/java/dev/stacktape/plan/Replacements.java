package dev.stacktape.plan;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.PropertyDiff;
import dev.stacktape.template.Reference;
import dev.stacktape.template.References;
import dev.stacktape.template.Replacement;
import dev.stacktape.template.ResourceDiff;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateDiff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which resources are replaced: by a change of a create-only property, or because something is
 * replaced that such a property refers to. Whatever refers to a replaced resource changes with it,
 * as the physical id is another one afterwards.
 */
final class Replacements {
  private final ResourceSchemas schemas;
  private final Template wanted;
  private final Map<String, ResourceDiff> diffs = new LinkedHashMap<>();
  private final Map<String, Replacement> replacements = new HashMap<>();
  private final Map<String, Set<String>> following = new HashMap<>();

  Replacements(ResourceSchemas schemas, TemplateDiff diff, Template deployed, Template wanted) {
    this.schemas = schemas;
    this.wanted = wanted;
    diff.resources().forEach(resource -> diffs.put(resource.logicalId(), resource));
    diffs.forEach((id, resource) -> replacements.put(id, ownReplacement(resource)));
    followReplacements(deployed);
  }

  /** Whether a resource that stays in the template gets a new physical one. */
  Replacement of(String logicalId) {
    return replacements.getOrDefault(logicalId, Replacement.NO);
  }

  /** The properties that change only because they refer to a replaced resource. */
  Set<String> followingPaths(String logicalId) {
    return following.getOrDefault(logicalId, Set.of());
  }

  /** The differing resources and those that only follow, in the order of the wanted template. */
  List<ResourceDiff> withFollowers() {
    List<ResourceDiff> all = new ArrayList<>();
    wanted
        .resources()
        .forEach(
            (id, resource) -> {
              ResourceDiff diff = diffs.get(id);
              if (diff != null) {
                all.add(diff);
              } else if (following.containsKey(id)) {
                all.add(new ResourceDiff(id, resource, resource, List.of(), List.of()));
              }
            });
    diffs.values().stream().filter(ResourceDiff::isRemoved).forEach(all::add);
    return all;
  }

  private Replacement ownReplacement(ResourceDiff diff) {
    if (diff.isAdded() || diff.isRemoved()) {
      return Replacement.NO;
    }
    if (diff.isOtherType()) {
      return Replacement.YES;
    }
    ResourceSchema schema = schemas.find(diff.resource().type());
    return diff.properties().stream()
        .map(property -> replacement(schema, property))
        .reduce(Replacement.NO, Replacement::or);
  }

  /** A literal that becomes a function may well be the same value; only AWS can tell. */
  private static Replacement replacement(@Nullable ResourceSchema schema, PropertyDiff property) {
    Replacement declared =
        leaves(property).stream()
            .map(path -> replacementOf(schema, path))
            .reduce(Replacement.NO, Replacement::or);
    boolean comparable = isComputed(property.from()) == isComputed(property.to());
    return declared == Replacement.YES && !comparable ? Replacement.MAYBE : declared;
  }

  private static boolean isComputed(@Nullable Object value) {
    return !References.in(value).isEmpty();
  }

  /** What no schema describes may do anything. */
  private static Replacement replacementOf(@Nullable ResourceSchema schema, String path) {
    return schema == null ? Replacement.MAYBE : schema.replacementOf(path);
  }

  private static Set<String> leaves(PropertyDiff property) {
    Set<String> leaves = new TreeSet<>();
    addLeaves(property.dotted(), property.from(), leaves);
    addLeaves(property.dotted(), property.to(), leaves);
    return leaves;
  }

  private static void addLeaves(String path, @Nullable Object value, Set<String> leaves) {
    leaves.add(path);
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> addLeaves(path + "." + key, item, leaves));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        addLeaves(path + "." + i, list.get(i), leaves);
      }
    }
  }

  private void followReplacements(Template deployed) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<String, CfnResource> entry : wanted.resources().entrySet()) {
        if (deployed.resources().containsKey(entry.getKey())) {
          changed |= follow(entry.getKey(), entry.getValue());
        }
      }
    }
  }

  private boolean follow(String id, CfnResource resource) {
    ResourceSchema schema = schemas.find(resource.type());
    boolean changed = false;
    for (Reference reference : References.in(resource.properties())) {
      Replacement cause = of(reference.target());
      if (!reference.isToResource() || cause == Replacement.NO || id.equals(reference.target())) {
        continue;
      }
      String path = propertyPath(reference.path());
      changed |= following.computeIfAbsent(id, key -> new TreeSet<>()).add(path);
      Replacement effect = lesser(cause, replacementOf(schema, path)).or(of(id));
      changed |= replacements.put(id, effect) != effect && effect != Replacement.NO;
    }
    return changed;
  }

  /** A property that may replace, changed by what may be replaced, may replace at most. */
  private static Replacement lesser(Replacement a, Replacement b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** The part of a path that names the property, without the functions around the reference. */
  private static String propertyPath(List<String> path) {
    int end = 0;
    while (end < path.size() && !path.get(end).startsWith("Fn::")) {
      end++;
    }
    return String.join(".", path.subList(0, end));
  }
}
